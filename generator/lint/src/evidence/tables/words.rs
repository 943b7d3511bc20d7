//! SQL taken apart into words and signs; comments and texts are left out.

use stipula_diagnostics::Span;

/// A word, a quoted name or a sign.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'t> {
    /// Without quotation marks.
    pub(super) text: &'t str,
    /// True for words and quoted names.
    pub(super) is_name: bool,
    /// True for quoted names, which are never keywords.
    pub(super) is_quoted: bool,
    /// The place in the text.
    pub(super) span: Span,
}

impl Word<'_> {
    /// True for this keyword, name or sign; case does not count.
    pub(super) fn is(&self, name: &str) -> bool {
        self.text.eq_ignore_ascii_case(name)
    }
}

/// The words and signs of a text. A text or comment that does not end goes on to the end of the file.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let to = |mark: &str, from: usize| rest[from..].find(mark).map_or(rest.len(), |end| from + end + mark.len());
        let length = match first {
            '-' if rest.starts_with("--") => to("\n", 2),
            '/' if rest.starts_with("/*") => to("*/", 2),
            '\'' => to("'", 1),
            '$' => dollar_quoted(rest),
            '"' | '`' => to(&first.to_string(), 1),
            '[' => to("]", 1),
            c if is_part(c) => rest.find(|c| !is_part(c)).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let is_quoted = matches!(first, '"' | '`' | '[') && length > 2;
        let is_left_out = first.is_whitespace() || first == '\'' || length > 1 && matches!(first, '-' | '/' | '$');
        if !is_left_out {
            let inner = if is_quoted { 1..length - 1 } else { 0..length };
            let span = Span::new(narrow(at), narrow(at + length));
            words.push(Word { text: &rest[inner], is_name: is_quoted || is_part(first), is_quoted, span });
        }
        at += length;
    }
    words
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length of `$body$ … $body$` of `PostgreSQL`, or of the one sign.
fn dollar_quoted(text: &str) -> usize {
    let tag = text[1..].find(|c: char| !is_part(c)).filter(|end| text[1 + end..].starts_with('$'));
    let Some(tag) = tag.map(|end| &text[..end + 2]) else { return 1 };
    text[tag.len()..].find(tag).map_or(text.len(), |end| tag.len() + end + tag.len())
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).expect("files are below 4 GiB")
}
