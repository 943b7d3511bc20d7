//! Text of Rust, put together line by line; layout is prettyplease's.

use std::fmt::Write as _;

/// Text that grows.
#[derive(Debug, Default)]
pub(crate) struct Code(String);

impl Code {
    /// Adds a line.
    pub(crate) fn line(&mut self, text: impl AsRef<str>) -> &mut Self {
        self.0.push_str(text.as_ref());
        self.0.push('\n');
        self
    }

    /// Adds a documentation comment, a line for each line.
    pub(crate) fn docs(&mut self, text: &str) -> &mut Self {
        for line in text.lines() {
            let _ = writeln!(self.0, "///{}{line}", if line.is_empty() { "" } else { " " });
        }
        self
    }

    /// The text.
    pub(crate) fn finish(self) -> String {
        self.0
    }
}

/// A string literal of Rust.
pub(crate) fn literal(text: &str) -> String {
    let needs_raw =
        text.contains(['"', '\\']) && !text.contains(['\n', '\r', '\t', '\0']) && text.chars().all(|c| !c.is_control());
    if !needs_raw {
        return format!("{text:?}");
    }
    let mut hashes = String::new();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}")
}
