//! Documentation as comments.

use crate::plan::Docs;

/// The text of a documentation comment, in Markdown that rustdoc reads without warnings.
pub(crate) fn text(docs: &Docs) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(docs.text.as_deref().or(docs.title.as_deref()).map(escaped));
    if !docs.facts.is_empty() {
        parts.push(docs.facts.join(" "));
    }
    if let Some(source) = &docs.source {
        parts.push(format!("Source: `{source}`"));
    }
    parts.join("\n\n")
}

/// Brackets are links to rustdoc, and angle brackets are HTML.
fn escaped(text: &str) -> String {
    text.trim().replace('[', "\\[").replace(']', "\\]").replace('<', "\\<").replace('>', "\\>")
}
