//! Words: which of them are code, and where lines end.

use super::inline::SOLID;

/// Names that clippy takes for words (`doc-valid-idents`), as far as contracts speak of them.
const NAMES: [&str; 30] = [
    "KiB",
    "MiB",
    "GiB",
    "TiB",
    "PiB",
    "EiB",
    "MHz",
    "GHz",
    "THz",
    "AccessKit",
    "CoAP",
    "DevOps",
    "DirectX",
    "GitHub",
    "GitLab",
    "GPLv2",
    "GPLv3",
    "IPv4",
    "IPv6",
    "JavaScript",
    "LibreOffice",
    "MinGW",
    "NaN",
    "OAuth",
    "OpenAPI",
    "OpenSSL",
    "OpenTelemetry",
    "PostScript",
    "TypeScript",
    "WebAssembly",
];

/// Text without markup, as it stands in the source: links get their brackets, identifiers their backticks.
pub(super) fn edit(run: &str, is_escaped: bool, in_link: bool, out: &mut String) {
    let mut rest = run;
    if is_escaped {
        // A backslash stands before the first character, and means it.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        out.push_str(&rest[..first]);
        rest = &rest[first..];
    }
    let closes = rest.rfind(']');
    let start = rest.as_ptr() as usize;
    for piece in rest.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let at = word.as_ptr() as usize - start;
        if word.contains(":/") {
            address(word, in_link, out);
        } else {
            let mut parts = word.split('\'');
            parts.next().into_iter().for_each(|part| plain(part, at, closes, out));
            parts.for_each(|part| {
                out.push('\'');
                plain(part, at, closes, out);
            });
        }
        if word.len() < piece.len() {
            out.push(' ');
        }
    }
}

/// A word with an address in it.
fn address(word: &str, in_link: bool, out: &mut String) {
    let begins = ["https://", "http://", "ftp://"].into_iter().filter_map(|scheme| word.find(scheme)).min();
    let Some(start) = begins.filter(|_| !in_link) else {
        return if in_link { out.push_str(&word.replace('[', "\\[")) } else { out.push_str(&super::code_span(word)) };
    };
    let url = word[start..].split(['<', '>', '"', '`', '\\']).next().unwrap_or_default();
    // Nothing is decoded between angle brackets (CommonMark §6.5).
    let decoded = ["&lt;", "&gt;", "&quot;", "&#"].into_iter().filter_map(|entity| url.find(entity)).min();
    let url = &url[..decoded.unwrap_or(url.len())];
    let url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '*', '_', '|']);
    let (before, after) = (&word[..start], &word[start + url.len()..]);
    out.push_str(&before.replace('[', "\\["));
    out.push_str(&format!("<{}>", url.replace("&amp;", "&")));
    out.push_str(&after.replace('[', "\\["));
}

/// A word without an address.
fn plain(word: &str, at: usize, closes: Option<usize>, out: &mut String) {
    let escape = |text: &str, out: &mut String| {
        for c in text.chars() {
            // A bracket that closes makes a link of one that opens.
            if c == '[' && closes.is_some_and(|end| end > at) && !out.ends_with('\\') {
                out.push('\\');
            }
            out.push(c);
        }
    };
    match identifier(word) {
        Some((start, end)) if !word.contains(['`', '\\', '&']) => {
            escape(&word[..start], out);
            out.push('`');
            out.push_str(&word[start..end]);
            out.push('`');
            escape(&word[end..], out);
        }
        _ => escape(word, out),
    }
}

/// The part of a word that is code: the same as clippy's `doc_markdown` finds, and names like `quoteId`.
fn identifier(word: &str) -> Option<(usize, usize)> {
    let is_edge = |c: char| !c.is_alphanumeric() && c != ':';
    let mut end = word.trim_end_matches(is_edge).len();
    if word[end..].starts_with("()") {
        end += 2;
    }
    let mut start = word[..end].len() - word[..end].trim_start_matches(is_edge).len();
    if word[start..end].starts_with(':') && !word[start..end].starts_with("::") {
        start += 1;
    }
    if word[start..end].ends_with(':') && !word[start..end].ends_with("::") {
        end -= 1;
    }
    let name = word.get(start..end)?;
    if name.is_empty() || NAMES.contains(&name) || !is_code(name) {
        return None;
    }
    // What opens inside closes inside.
    while let Some(next) = word[end..].chars().next()
        && let Some(opening) = match next {
            ')' => Some('('),
            ']' => Some('['),
            '}' => Some('{'),
            _ => None,
        }
        && word[start..end].matches(opening).count() > word[start..end].matches(next).count()
    {
        end += 1;
    }
    Some((start, end))
}

fn is_code(name: &str) -> bool {
    let has_underscore = name.contains('_') && name.chars().any(char::is_alphanumeric);
    if has_underscore && name.contains('-') {
        return false;
    }
    has_underscore || name.contains("::") || name.ends_with("()") || is_upper_camel(name) || is_lower_camel(name)
}

/// As clippy sees it: two capitals and a small letter, plurals of acronyms aside.
fn is_upper_camel(name: &str) -> bool {
    let name = name.strip_suffix('s').unwrap_or(name);
    !name.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_lowercase())
        && name.chars().all(char::is_alphanumeric)
        && name.chars().filter(|c| c.is_uppercase()).count() > 1
        && name.chars().any(char::is_lowercase)
}

/// `quoteId`, and neither `eBay` nor `x509Certificate`.
fn is_lower_camel(name: &str) -> bool {
    let head = name.chars().take_while(char::is_ascii_lowercase).count();
    head > 1
        && name.chars().all(|c| c.is_ascii_alphanumeric())
        && name[head..].starts_with(|c: char| c.is_ascii_uppercase())
}

/// The text on lines of a width; words are never cut.
pub(super) fn wrapped(text: &str, width: usize) -> String {
    let lines = text.split('\n').map(|line| filled(line, width));
    let text = lines.collect::<Vec<_>>().join("\n");
    text.trim_end_matches('\\').replace(SOLID, " ")
}

fn filled(line: &str, width: usize) -> String {
    let (mut out, mut column) = (String::new(), 0);
    for word in line.split([' ', '\t', '\r']).filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width && !begins_block(word) {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out
}

/// True for words that mean a heading, an item, a quotation or a rule at the start of a line.
fn begins_block(word: &str) -> bool {
    let digits = word.chars().take_while(char::is_ascii_digit).count();
    let is_numbered = digits > 0 && matches!(&word[digits..], "." | ")");
    let is_marks = word.chars().all(|c| "-+*#=_|:~".contains(c));
    is_numbered || is_marks || word.starts_with('>') || word.starts_with("```") || word.starts_with("~~~")
}
