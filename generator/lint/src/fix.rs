//! Edits of text that keep comments, order and style, in JSON and in YAML.
//!
//! What is inserted looks like what stands beside it: the same indentation, one line or many, quoted keys in JSON.

use serde_json::Value;
use stipula_diagnostics::{Edit, Fix, Span};
use stipula_model::NodeRef;
use stipula_source::{Format, Node, Sources};

/// A fix of one edit.
pub(crate) fn one(title: impl Into<String>, edit: Option<Edit>) -> Option<Fix> {
    Some(Fix { title: title.into(), edits: vec![edit?] })
}

/// Writes another value in the place of one.
pub(crate) fn replace(sources: &Sources, at: NodeRef, value: &Value) -> Option<Edit> {
    let node = at.get(sources);
    // A block of YAML begins where its first key does; what is written instead stands on that line.
    let is_block = (node.is_object() || node.is_array()) && !is_flow(node);
    (!is_block).then(|| Edit { span: node.span(), text: inline(value, is_json(sources, at)) })
}

/// Writes another key.
pub(crate) fn rename(sources: &Sources, key: NodeRef, name: &str) -> Option<Edit> {
    let node = key.get(sources);
    let is_quoted = node.tree().text()[node.span().start as usize..].starts_with(['"', '\'']);
    let text = if is_quoted { Value::from(name).to_string() } else { plain(name) };
    node.is_key().then(|| Edit { span: node.span(), text })
}

/// Adds a member to an object: after the member `after` if there is one of that name, else as the first.
pub(crate) fn add_member(
    sources: &Sources,
    object: NodeRef,
    after: Option<&str>,
    (key, value): (&str, &Value),
) -> Option<Edit> {
    let node = object.get(sources);
    if !node.is_object() {
        return None;
    }
    let is_json = is_json(sources, object);
    let member =
        format!("{}: {}", if is_json { Value::from(key).to_string() } else { plain(key) }, inline(value, is_json));
    let text = node.tree().text();
    let Some((first, _)) = node.entries().next() else {
        let at = node.span().start + 1;
        return is_flow(node).then(|| insert(at, member));
    };
    let neighbour = after.and_then(|name| node.get_entry(name));
    if is_flow(node) {
        let own = neighbour.map_or(first, |(key, _)| key);
        let gap = gap_before(text, own);
        return Some(match neighbour {
            Some((_, value)) => {
                insert(value.span().end, format!(",{}{member}", if gap.is_empty() { " " } else { gap }))
            }
            None => insert(first.span().start, format!("{member},{}", if gap.is_empty() { " " } else { gap })),
        });
    }
    let start = first.span().start as usize;
    let line = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let indent = " ".repeat(text[line..start].chars().count());
    Some(match neighbour {
        Some((_, value)) => insert(end_of_line(text, value), format!("\n{indent}{member}")),
        None => insert(first.span().start, format!("{member}\n{indent}")),
    })
}

/// Takes an item out of an array, with its separator.
pub(crate) fn remove_item(sources: &Sources, item: NodeRef) -> Option<Edit> {
    let node = item.get(sources);
    let array = node.parent().filter(|parent| parent.is_array())?;
    let items: Vec<Node<'_>> = array.items().collect();
    let at = items.iter().position(|other| *other == node)?;
    let text = node.tree().text();
    if is_flow(array) {
        let span = match (items.get(at + 1), at.checked_sub(1).map(|before| items[before])) {
            (Some(next), _) => Span::new(node.span().start, next.span().start),
            (None, Some(before)) => Span::new(before.span().end, node.span().end),
            (None, None) => node.span(),
        };
        return Some(Edit { span, text: String::new() });
    }
    let start = node.span().start as usize;
    let line = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = end_of_line(text, node);
    let end = if (end as usize) < text.len() { end + 1 } else { end };
    let is_own_line = text[line..start].trim() == "-" && items.len() > 1;
    is_own_line.then(|| Edit { span: Span::new(narrow(line), end), text: String::new() })
}

fn insert(at: u32, text: String) -> Edit {
    Edit { span: Span::new(at, at), text }
}

/// True for a value that is written between brackets.
fn is_flow(node: Node<'_>) -> bool {
    node.tree().text()[node.span().start as usize..].starts_with(['{', '['])
}

fn is_json(sources: &Sources, at: NodeRef) -> bool {
    let file = sources.file(at.file);
    Format::of(file.path(), file.text()) == Format::Json
}

/// The white space before a key, line break included; empty when it stands on the line of what is before it.
fn gap_before<'t>(text: &'t str, key: Node<'_>) -> &'t str {
    let start = key.span().start as usize;
    let before = text[..start].trim_end().len();
    if text[before..start].contains('\n') { &text[before..start] } else { "" }
}

/// The end of the line on which a value ends, comments included.
fn end_of_line(text: &str, value: Node<'_>) -> u32 {
    let span = value.span();
    let end = span.start as usize + text[span.start as usize..span.end as usize].trim_end().len();
    narrow(text[end..].find('\n').map_or(text.len(), |newline| end + newline))
}

/// A value on one line, in JSON or in YAML.
fn inline(value: &Value, is_json: bool) -> String {
    match value {
        Value::String(text) if !is_json => plain(text),
        Value::Array(items) => {
            format!("[{}]", items.iter().map(|item| inline(item, is_json)).collect::<Vec<_>>().join(", "))
        }
        Value::Object(members) if !is_json => {
            let members: Vec<String> =
                members.iter().map(|(key, value)| format!("{}: {}", plain(key), inline(value, false))).collect();
            format!("{{{}}}", members.join(", "))
        }
        other => other.to_string(),
    }
}

/// A text as YAML: without quotation marks where it cannot be taken for something else.
fn plain(text: &str) -> String {
    let is_word = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '$' || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "_-./$".contains(c));
    let is_reserved = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    if is_word && !is_reserved.contains(&text.to_ascii_lowercase().as_str()) {
        text.to_owned()
    } else {
        Value::from(text).to_string()
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).expect("files are below 4 GiB")
}

/// The text of a file with fixes applied: all those that do not overlap with an earlier one, and how many these were.
pub fn apply(text: &str, fixes: &[&Fix]) -> (String, usize) {
    let mut chosen: Vec<&Edit> = Vec::new();
    let mut applied = 0;
    for fix in fixes {
        let clashes = |edit: &Edit| chosen.iter().any(|other| overlap(other.span, edit.span));
        if !fix.edits.iter().any(clashes) {
            chosen.extend(&fix.edits);
            applied += 1;
        }
    }
    chosen.sort_by_key(|edit| edit.span);
    let (mut out, mut from) = (String::with_capacity(text.len()), 0);
    for edit in chosen {
        out.push_str(&text[from..edit.span.start as usize]);
        out.push_str(&edit.text);
        from = edit.span.end as usize;
    }
    out.push_str(&text[from..]);
    (out, applied)
}

/// Two insertions at one place clash: which comes first would be chance.
fn overlap(one: Span, other: Span) -> bool {
    one.start < other.end && other.start < one.end || one.start == other.start
}

#[cfg(test)]
mod tests;
