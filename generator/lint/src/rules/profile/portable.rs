//! Patterns that mean the same to ECMA-262 and to linear-time engines such as Rust's `regex` and RE2.

/// A construct that is not in both languages, or not the same in both.
pub(super) struct Fault {
    /// It, as it is written.
    pub(super) text: String,
    /// What is wrong with it, as the rest of a sentence.
    pub(super) what: &'static str,
    pub(super) help: &'static str,
}

/// The first construct that is not portable.
pub(super) fn fault(pattern: &str, ascii_classes: bool) -> Option<Fault> {
    let mut rest = pattern;
    let mut in_class = false;
    while let Some(first) = rest.chars().next() {
        if let Some(escaped) = rest.strip_prefix('\\') {
            if let Some(fault) = escape(escaped, in_class, ascii_classes) {
                return Some(fault);
            }
            let width = escaped.chars().next().map_or(0, char::len_utf8);
            rest = after_escape(&escaped[..width], &escaped[width..]);
            continue;
        }
        let found = if in_class { within_class(rest) } else { outside(rest) };
        if found.is_some() {
            return found;
        }
        if !in_class && first == '[' {
            let inner = rest[1..].strip_prefix('^').unwrap_or(&rest[1..]);
            if inner.starts_with(']') {
                let what = "is an empty class, which linear-time engines refuse";
                return Some(says(
                    &rest[..=rest.len() - inner.len()],
                    what,
                    "write what is meant, or escape the bracket",
                ));
            }
            (in_class, rest) = (true, inner);
            continue;
        }
        in_class &= first != ']';
        let quantifier = if !in_class && first == '{' { rest.find('}').unwrap_or(0) } else { 0 };
        rest = &rest[quantifier.max(first.len_utf8() - 1) + 1..];
    }
    None
}

fn says(text: &str, what: &'static str, help: &'static str) -> Fault {
    Fault { text: text.to_owned(), what, help }
}

const NO_LOOK: &str = "say it in two constraints: a second `pattern` in an `allOf`, a `maxLength`, an `enum`";

fn outside(rest: &str) -> Option<Fault> {
    for start in ["(?=", "(?!", "(?<=", "(?<!"] {
        if rest.starts_with(start) {
            return Some(says(start, "looks around, which linear-time engines (Rust's `regex`, RE2) cannot", NO_LOOK));
        }
    }
    if rest.starts_with("(?P<") || rest.starts_with("(?<") {
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        return Some(says(&rest[..end], "names a group, which not all engines write alike", "use `(…)` or `(?:…)`"));
    }
    let is_count = |inner: &str| {
        let (least, most) = inner.split_once(',').unwrap_or((inner, ""));
        !least.is_empty() && [least, most].iter().all(|number| number.bytes().all(|b| b.is_ascii_digit()))
    };
    let is_quantifier = || rest[1..].split_once('}').is_some_and(|(inner, _)| is_count(inner));
    if rest.starts_with('{') && !is_quantifier() {
        return Some(says("{", "is taken literally by some engines and refused by others", "write `\\{`"));
    }
    None
}

fn within_class(rest: &str) -> Option<Fault> {
    if rest.starts_with('[') {
        return Some(says("[", "within a class opens another class in some engines", "write `\\[`"));
    }
    let operators = ["&&", "--", "~~"];
    let operator = operators.iter().find(|operator| rest.starts_with(**operator))?;
    Some(says(operator, "within a class is an operation on sets in some engines", "escape it, or write it once"))
}

fn escape(rest: &str, in_class: bool, ascii_classes: bool) -> Option<Fault> {
    let first = rest.chars().next()?;
    let text = format!("\\{first}");
    let fault = |what, help| Some(Fault { text: text.clone(), what, help });
    match first {
        '1'..='9' if !in_class => {
            fault("refers to an earlier group, which linear-time engines cannot", "write the group out once more")
        }
        'k' => fault("refers to an earlier group, which linear-time engines cannot", "write the group out once more"),
        '0'..='9' => fault("is an octal number to some engines", "write `\\x00` with the number of the character"),
        'c' => fault("is a control character to ECMA-262 only", "write `\\x00` with the number of the character"),
        'd' | 'D' | 'w' | 'W' | 's' | 'S' if ascii_classes => {
            fault("means ASCII to ECMA-262 and Unicode to others", "list the characters: `[0-9]`, `[A-Za-z0-9_]`")
        }
        'b' | 'B' if ascii_classes || in_class => {
            fault("does not mean the same to all engines", "say with classes what may stand at both sides")
        }
        'd' | 'D' | 'w' | 'W' | 's' | 'S' | 'b' | 'B' | 'f' | 'n' | 'r' | 't' | 'v' | 'x' | 'u' | 'p' | 'P' => None,
        'A' | 'Z' | 'z' | 'G' => fault("is an anchor to some engines and a letter to ECMA-262", "write `^` and `$`"),
        other if other.is_ascii_alphanumeric() || other == '<' || other == '>' => {
            fault("has no meaning, or another one, in some engines", "write the character itself, or a class")
        }
        _ => None,
    }
}

/// What follows an escape: the braces of `\u{…}` and `\p{…}` are its own.
fn after_escape<'p>(escaped: &str, rest: &'p str) -> &'p str {
    let has_braces = matches!(escaped, "u" | "p" | "P" | "x") && rest.starts_with('{');
    let end = if has_braces { rest.find('}').map_or(0, |end| end + 1) } else { 0 };
    &rest[end..]
}

/// Which ends of the value a pattern leaves open, as the rest of a sentence; `None` if it describes the whole value.
pub(super) fn open_ends(pattern: &str) -> Option<&'static str> {
    let alternatives = top_level(pattern);
    let begins = alternatives.iter().all(|one| one.starts_with('^'));
    let ends = alternatives.iter().all(|one| one.ends_with('$') && !ends_in_escape(&one[..one.len() - 1]));
    let is_split = alternatives.len() > 1 && (pattern.starts_with('^') || pattern.ends_with('$'));
    match (begins, ends) {
        (true, true) => None,
        _ if is_split => Some("anchors some of its alternatives only"),
        (true, false) => Some("does not end with `$`"),
        (false, true) => Some("does not begin with `^`"),
        (false, false) if is_group_anchored(pattern) => None,
        (false, false) => Some("has no anchors"),
    }
}

/// `(^a$|^b$)`: the anchors stand inside.
fn is_group_anchored(pattern: &str) -> bool {
    let inner =
        pattern.strip_prefix("(?:").or_else(|| pattern.strip_prefix('(')).and_then(|rest| rest.strip_suffix(')'));
    inner.is_some_and(|inner| is_balanced(inner) && open_ends(inner).is_none())
}

fn is_balanced(pattern: &str) -> bool {
    let mut least = 0;
    scan(pattern, &mut |_, _, depth| least = least.min(depth));
    least == 0
}

fn ends_in_escape(text: &str) -> bool {
    text.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1
}

/// The alternatives that are in no group.
fn top_level(pattern: &str) -> Vec<&str> {
    let mut bars = Vec::new();
    scan(pattern, &mut |at, c, depth| {
        if c == '|' && depth == 0 {
            bars.push(at);
        }
    });
    let starts = std::iter::once(0).chain(bars.iter().map(|at| at + 1));
    let ends = bars.iter().copied().chain([pattern.len()]);
    starts.zip(ends).map(|(start, end)| &pattern[start..end]).collect()
}

/// Every character that is neither escaped nor in a class, with its place and the depth of groups after it.
fn scan(pattern: &str, see: &mut dyn FnMut(usize, char, i32)) {
    let (mut depth, mut in_class, mut is_escaped) = (0, false, false);
    for (at, c) in pattern.char_indices() {
        if is_escaped {
            is_escaped = false;
            continue;
        }
        match c {
            '\\' => is_escaped = true,
            ']' => in_class = false,
            _ if in_class => {}
            '[' => in_class = true,
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if !in_class && c != '\\' {
            see(at, c, depth);
        }
    }
}

#[cfg(test)]
mod tests;
