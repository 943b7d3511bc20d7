//! Text of Rust, put together line by line; layout is prettyplease's, but for calls of macros.

use std::fmt::Write as _;

/// How many columns a line of our own layout has.
pub(crate) const WIDTH: usize = 100;

/// Text that grows, in chunks that are parsed and laid out each by itself.
#[derive(Debug, Default)]
pub(crate) struct Code {
    chunks: Vec<Chunk>,
    open: String,
}

/// A part of a module.
#[derive(Debug, Clone)]
pub(crate) enum Chunk {
    /// Items that prettyplease lays out.
    Items(String),
    /// An item that stands as it was printed: calls of macros, whose tokens prettyplease knows nothing of.
    Printed(String),
}

impl Chunk {
    /// Its text.
    pub(crate) fn text(&self) -> &str {
        match self {
            Chunk::Items(text) | Chunk::Printed(text) => text,
        }
    }
}

impl Code {
    /// Adds a line.
    pub(crate) fn line(&mut self, text: impl AsRef<str>) -> &mut Self {
        self.open.push_str(text.as_ref());
        self.open.push('\n');
        self
    }

    /// Adds a documentation comment, a line for each line.
    pub(crate) fn docs(&mut self, text: &str) -> &mut Self {
        for line in text.lines() {
            let _ = writeln!(self.open, "///{}{line}", if line.is_empty() { "" } else { " " });
        }
        self
    }

    /// Ends a chunk. Chunks are laid out in parallel, so that a module of thousands of types is no bottleneck.
    pub(crate) fn cut(&mut self) -> &mut Self {
        if !self.open.is_empty() {
            self.chunks.push(Chunk::Items(std::mem::take(&mut self.open)));
        }
        self
    }

    /// Adds an item that stands as it is.
    pub(crate) fn printed(&mut self, text: impl Into<String>) -> &mut Self {
        self.cut().chunks.push(Chunk::Printed(text.into()));
        self
    }

    /// The chunks.
    pub(crate) fn finish(mut self) -> Vec<Chunk> {
        self.cut();
        self.chunks
    }
}

/// A call of a macro: `path!(name { entry, entry } tail);`, an entry a line where they do not fit one.
pub(crate) fn call(path: &str, name: &str, entries: &[String], tail: &str) -> String {
    let line = format!("{path}!({name} {{ {} }}{tail});", entries.join(", "));
    if line.chars().count() <= WIDTH {
        return line;
    }
    let entries: String = entries.iter().map(|entry| format!("    {entry},\n")).collect();
    format!("{path}!({name} {{\n{entries}}}{tail});")
}

/// A string literal of Rust, on one line.
pub(crate) fn literal(text: &str) -> String {
    let needs_raw = text.contains(['"', '\\']) && !text.chars().any(char::is_control);
    if needs_raw { raw(text) } else { format!("{text:?}") }
}

/// A raw string literal, which may go over several lines.
pub(crate) fn raw(text: &str) -> String {
    let mut hashes = String::new();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}")
}

/// Parts in a list, as many on a line as fit; `head` and `tail` stand around them.
pub(crate) fn list(head: &str, parts: &[String], tail: &str) -> String {
    let line = format!("{head}{}{tail}", parts.join(", "));
    if line.chars().count() <= WIDTH {
        return line;
    }
    let mut out = head.to_owned();
    let mut column = WIDTH;
    for part in parts {
        let length = part.chars().count() + 2;
        if column + length > WIDTH + 1 {
            out.push_str("\n    ");
            column = 4;
        } else {
            out.push(' ');
        }
        column += length;
        out.push_str(part);
        out.push(',');
    }
    format!("{out}\n{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_mean_what_they_were_made_of() {
        for text in ["plain", "a\"b", "back\\slash", "\"#\"##", "line\nbreak \"x\"", "tab\t\\"] {
            let parsed: syn::LitStr = syn::parse_str(&literal(text)).expect("a literal");
            assert_eq!(parsed.value(), text);
        }
        assert_eq!(literal(r"^\d+$"), r#"r"^\d+$""#);
    }

    #[test]
    fn calls_of_macros_take_one_line_or_one_for_each_entry() {
        let printed = |entries: &[String]| call("rt::text", "Id", entries, "");
        assert_eq!(printed(&["max_length: 30".to_owned()]), "rt::text!(Id { max_length: 30 });");
        let long = format!("pattern: {:?}", "x".repeat(90));
        assert_eq!(printed(std::slice::from_ref(&long)), format!("rt::text!(Id {{\n    {long},\n}});"));
    }

    #[test]
    fn long_lists_are_filled() {
        let parts: Vec<String> = (0..30).map(|n| format!("Name{n}")).collect();
        let text = list("use rt::{", &parts, "};");
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH), "{text}");
        assert_eq!(text.lines().count(), 5, "{text}");
        assert!(syn::parse_str::<syn::ItemUse>(&text).is_ok(), "{text}");
    }
}
