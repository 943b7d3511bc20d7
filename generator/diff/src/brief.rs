//! Values in a line.

use sha2::{Digest, Sha256};
use std::fmt::Write;
use stipula_source::{Kind, Node};

/// Longer texts are cut, and end in a digest of the whole: two that differ stay different.
const LONGEST: usize = 64 * 1024;

/// A value as compact JSON; above 64 KiB its beginning and a digest of the whole.
pub(crate) fn brief(node: Node<'_>) -> String {
    let mut text = Text::default();
    json(node, &mut text);
    text.finish()
}

/// Text of at most 64 KiB: what is longer is cut and ends in a digest of the whole.
pub(crate) fn cut(text: &str) -> String {
    let mut out = Text::default();
    out.push(text);
    out.finish()
}

/// The beginning of a text, and what came after it as part of a digest.
#[derive(Default)]
struct Text {
    beginning: String,
    whole: Option<Sha256>,
}

impl Text {
    fn push(&mut self, part: &str) {
        if let Some(whole) = &mut self.whole {
            return whole.update(part);
        }
        self.beginning.push_str(part);
        if self.beginning.len() > LONGEST {
            self.whole = Some(Sha256::new_with_prefix(&self.beginning));
            self.beginning.truncate(self.beginning.floor_char_boundary(LONGEST));
        }
    }

    fn finish(mut self) -> String {
        if let Some(whole) = self.whole {
            let digest = whole.finalize();
            self.beginning.push_str("… sha256:");
            for byte in digest.iter().take(8) {
                write!(self.beginning, "{byte:02x}").expect("memory can be written");
            }
        }
        self.beginning
    }
}

fn json(node: Node<'_>, out: &mut Text) {
    match node.kind() {
        Kind::Null => out.push("null"),
        Kind::Bool => out.push(if node.as_bool() == Some(true) { "true" } else { "false" }),
        Kind::Number => out.push(node.as_number().unwrap_or_default()),
        Kind::String => out.push(&serde_json::Value::from(node.as_str().unwrap_or_default()).to_string()),
        Kind::Array => list(("[", "]"), node.items(), out, json),
        Kind::Object => list(("{", "}"), node.entries(), out, |(key, value), out| {
            json(key, out);
            out.push(":");
            json(value, out);
        }),
    }
}

fn list<T>((open, close): (&str, &str), parts: impl Iterator<Item = T>, out: &mut Text, each: impl Fn(T, &mut Text)) {
    out.push(open);
    for (n, part) in parts.enumerate() {
        if n > 0 {
            out.push(",");
        }
        each(part, out);
    }
    out.push(close);
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, cut};

    #[test]
    fn what_fits_stays_whole() {
        let text = "x".repeat(LONGEST);
        assert_eq!(cut(&text), text);
    }

    #[test]
    fn long_texts_that_differ_at_the_end_stay_different() {
        let text = |end: &str| cut(&format!("{}{end}", "é".repeat(LONGEST)));
        assert_ne!(text("a"), text("b"));
        assert_eq!(text("a"), text("a"));
        assert!(text("a").len() < LONGEST + 40);
    }
}
