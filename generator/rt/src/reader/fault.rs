//! What is wrong with a value.

use super::push_name;
use std::fmt;

/// One thing that is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where: a JSON Pointer (RFC 6901).
    pub pointer: String,
    /// The keyword of JSON Schema that is not fulfilled, such as `maxLength`; `json` where the text is no JSON, `limit`
    /// where a value is too large to be judged.
    pub keyword: &'static str,
    /// What is wrong, for people: a fragment in lower case that never repeats the value itself.
    pub message: String,
}

impl Fault {
    /// A fault of the whole value.
    pub(crate) fn at_root(keyword: &'static str, message: impl Into<String>) -> Self {
        Self { pointer: String::new(), keyword, message: message.into() }
    }

    /// The same fault, seen from one step further out.
    pub(crate) fn below(mut self, name: &str) -> Self {
        let mut pointer = String::new();
        push_name(&mut pointer, name);
        self.pointer.insert_str(0, &pointer);
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.pointer.is_empty() { "the value" } else { &self.pointer };
        write!(f, "{place}: {}", self.message)
    }
}

/// A value that its schema does not accept: at least one fault, in the order of reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid {
    /// What is wrong.
    pub faults: Vec<Fault>,
}

impl From<Fault> for Invalid {
    fn from(fault: Fault) -> Self {
        Self { faults: vec![fault] }
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, fault) in self.faults.iter().enumerate() {
            write!(f, "{}{fault}", if n == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

impl std::error::Error for Invalid {}
