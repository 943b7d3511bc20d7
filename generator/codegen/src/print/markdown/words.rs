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

/// What is done to text.
#[derive(Clone, Copy)]
pub(super) struct How {
    /// A backslash stands before it.
    pub(super) is_escaped: bool,
    /// It is the text of a link.
    pub(super) in_link: bool,
    /// Identifiers get backticks and addresses angle brackets.
    pub(super) marks: bool,
}

/// Text without markup, as it stands in the source: links get their brackets, identifiers their backticks.
pub(super) fn edit(run: &str, how: How, out: &mut String) {
    let mut rest = run;
    if how.is_escaped {
        // The backslash means the first character.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        out.push_str(&rest[..first]);
        rest = &rest[first..];
    }
    let closes = rest.rfind(']');
    let start = rest.as_ptr() as usize;
    for piece in rest.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let at = word.as_ptr() as usize - start;
        let mut words = Words {
            opens: !how.marks || closes.is_some_and(|end| end > at),
            in_link: how.in_link,
            marks: how.marks,
            out,
        };
        if word.contains(":/") {
            words.address(word);
        } else {
            words.quoted(word);
        }
        if word.len() < piece.len() {
            out.push(' ');
        }
    }
}

/// Words on their way out.
struct Words<'o> {
    /// True if a bracket that opens is closed further on, which would make a link of both.
    opens: bool,
    /// They are the text of a link.
    in_link: bool,
    /// True if identifiers get backticks and addresses angle brackets.
    marks: bool,
    out: &'o mut String,
}

impl Words<'_> {
    /// Text whose marks are no markup, and stay none.
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            let is_mark = c == '`' || c == '[' && self.opens || self.in_link && matches!(c, '[' | ']');
            if is_mark && !is_escaping(self.out) {
                self.out.push('\\');
            }
            self.out.push(c);
        }
    }

    /// A word with an address in it.
    fn address(&mut self, word: &str) {
        self.opens = true;
        if !self.marks && !self.in_link {
            // With a colon that is escaped it is no bare address.
            let (scheme, rest) = word.split_once(":/").unwrap_or((word, ""));
            self.text(scheme);
            self.out.push_str("\\:/");
            return self.text(rest);
        }
        let begins = ["https://", "http://", "ftp://"].into_iter().filter_map(|scheme| word.find(scheme)).min();
        let Some(start) = begins.filter(|_| !self.in_link) else {
            return if self.in_link { self.text(word) } else { self.out.push_str(&super::code_span(word)) };
        };
        let url = word[start..].split(['<', '>', '"', '`', '\\']).next().unwrap_or_default();
        // Nothing is decoded between angle brackets (CommonMark §6.5).
        let decoded = ["&lt;", "&gt;", "&quot;", "&#"].into_iter().filter_map(|entity| url.find(entity)).min();
        let url = &url[..decoded.unwrap_or(url.len())];
        let url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '*', '_', '|']);
        self.text(&word[..start]);
        self.out.push_str(&format!("<{}>", url.replace("&amp;", "&")));
        self.text(&word[start + url.len()..]);
    }

    /// A word without an address, and with apostrophes: `UpperCamel's`.
    fn quoted(&mut self, word: &str) {
        for (n, part) in word.split('\'').enumerate() {
            if n > 0 {
                self.out.push('\'');
            }
            self.plain(part);
        }
    }

    /// A word without an address.
    fn plain(&mut self, word: &str) {
        let is_meant = self.marks && !word.contains(['`', '\\', '&']);
        match identifier(word).filter(|_| is_meant) {
            Some((start, end)) => {
                self.text(&word[..start]);
                self.out.push_str(&format!("`{}`", &word[start..end]));
                self.text(&word[end..]);
            }
            None => self.text(word),
        }
    }
}

/// True if the text ends in a backslash that means the next character.
fn is_escaping(text: &str) -> bool {
    text.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
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

/// The text on lines of a width; words are never cut. Its first line begins as it was written, unless it `is_moved`.
pub(super) fn wrapped(text: &str, width: usize, is_moved: bool) -> String {
    let mut lines = Vec::new();
    for (n, line) in text.split('\n').enumerate() {
        // What stood further in may begin a block at the start of a line.
        let filled = filled(line, width);
        let filled = if n > 0 || is_moved { escaped(&filled) } else { filled };
        lines.extend(filled.split('\n').map(|line| if is_rule(line) { all_escaped(line) } else { line.to_owned() }));
    }
    lines.join("\n").trim_end_matches('\\').replace(SOLID, " ")
}

/// True for a line across the page.
fn is_rule(line: &str) -> bool {
    let marks: Vec<char> = line.chars().filter(|c| *c != ' ').collect();
    marks.len() >= 3 && "-*_".contains(marks[0]) && marks.iter().all(|c| *c == marks[0])
}

fn all_escaped(line: &str) -> String {
    line.chars().map(|c| if c == ' ' { " ".to_owned() } else { format!("\\{c}") }).collect()
}

/// A line that begins no block.
fn escaped(line: &str) -> String {
    let first = line.split([' ', '\n']).next().unwrap_or_default();
    let digits = first.chars().take_while(char::is_ascii_digit).count();
    let is_of = |text: &str, marks: &str| !text.is_empty() && text.chars().all(|c| marks.contains(c));
    let is_numbered = digits > 0 && matches!(&first[digits..], "." | ")");
    let is_begun = matches!(first, "-" | "+" | "*") || is_of(first, "#") || first.starts_with('>');
    let is_fence = first.starts_with("```") || first.starts_with("~~~");
    if is_of(line, "-=*_|: ") {
        all_escaped(line)
    } else if is_numbered || is_begun || is_fence {
        format!("{}\\{}", &line[..digits], &line[digits..])
    } else {
        line.to_owned()
    }
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
