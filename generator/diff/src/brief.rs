//! Values in a line, for people.

use stipula_source::{Kind, Node};

/// Longer values are cut.
const LONGEST: usize = 200;

/// A value as compact JSON of at most about 200 characters.
pub(crate) fn brief(node: Node<'_>) -> String {
    let mut out = String::new();
    write(node, &mut out);
    cut(out)
}

/// Text of at most about 200 characters.
pub(crate) fn cut(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// Stops once enough was written.
fn write(node: Node<'_>, out: &mut String) {
    if out.len() > 4 * LONGEST {
        return;
    }
    match node.kind() {
        Kind::Null => out.push_str("null"),
        Kind::Bool => out.push_str(if node.as_bool() == Some(true) { "true" } else { "false" }),
        Kind::Number => out.push_str(node.as_number().unwrap_or_default()),
        Kind::String => quote(node.as_str().unwrap_or_default(), out),
        Kind::Array => list('[', ']', node.items(), out, write),
        Kind::Object => list('{', '}', node.entries(), out, |(key, value), out| {
            write(key, out);
            out.push(':');
            write(value, out);
        }),
    }
}

fn list<T>(open: char, close: char, parts: impl Iterator<Item = T>, out: &mut String, each: impl Fn(T, &mut String)) {
    out.push(open);
    for (n, part) in parts.enumerate() {
        if n > 0 {
            out.push(',');
        }
        each(part, out);
        if out.len() > 4 * LONGEST {
            break;
        }
    }
    out.push(close);
}

fn quote(text: &str, out: &mut String) {
    let end = text.char_indices().nth(LONGEST + 1).map_or(text.len(), |(end, _)| end);
    out.push_str(&serde_json::Value::from(&text[..end]).to_string());
}
