//! Reading, and what is wrong with what was read.

use crate::{Json, Members, Tri, Wire};
use std::fmt;

/// How strictly a value is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Mode {
    /// As the schema says: producers and services (Schema-first contracts §29).
    #[default]
    Strict,
    /// As consumers read: unknown members of closed objects are passed over, unknown values of open enums are kept
    /// (Schema-first contracts §30).
    Tolerant,
}

/// Whose view of `readOnly` and `writeOnly` counts (OpenAPI 3.1.1 §4.8.24).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Role {
    /// As written.
    #[default]
    Any,
    /// A request: read-only members may be missing.
    Request,
    /// A response: write-only members may be missing.
    Response,
}

/// One thing that is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where: a JSON Pointer (RFC 6901).
    pub pointer: String,
    /// The keyword of JSON Schema that is not fulfilled, such as `maxLength`.
    pub keyword: &'static str,
    /// What is wrong, for people: a fragment in lower case that never repeats the value itself.
    pub message: String,
}

/// A value that its schema does not accept: at least one fault, in the order of reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid {
    /// What is wrong.
    pub faults: Vec<Fault>,
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, fault) in self.faults.iter().enumerate() {
            let separator = if n == 0 { "" } else { "; " };
            let place = if fault.pointer.is_empty() { "the value" } else { &fault.pointer };
            write!(f, "{separator}{place}: {}", fault.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for Invalid {}

/// Reads values and collects faults.
#[derive(Debug)]
pub struct Reader {
    mode: Mode,
    path: Vec<Step>,
    faults: Vec<Fault>,
}

#[derive(Debug, Clone)]
enum Step {
    Member(String),
    Item(usize),
}

impl Reader {
    /// A reader at the root of a value.
    pub fn new(mode: Mode) -> Self {
        Self { mode, path: Vec::new(), faults: Vec::new() }
    }

    /// How strictly it reads.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// What was read, if nothing is wrong with it.
    ///
    /// # Errors
    /// The faults.
    pub fn finish<T>(self, read: Option<T>) -> Result<T, Invalid> {
        match read {
            Some(value) if self.faults.is_empty() => Ok(value),
            _ => Err(Invalid { faults: self.faults }),
        }
    }

    /// Notes a fault at the present place.
    pub fn fault<T>(&mut self, keyword: &'static str, message: impl Into<String>) -> Option<T> {
        let pointer = self.pointer();
        self.faults.push(Fault { pointer, keyword, message: message.into() });
        None
    }

    fn pointer(&self) -> String {
        let mut out = String::new();
        for step in &self.path {
            out.push('/');
            match step {
                Step::Member(name) => out.push_str(&name.replace('~', "~0").replace('/', "~1")),
                Step::Item(n) => out.push_str(&n.to_string()),
            }
        }
        out
    }

    /// Reads what stands one step further in.
    pub fn member<T: Wire>(&mut self, name: &str, json: &Json) -> Option<T> {
        self.path.push(Step::Member(name.to_owned()));
        let read = T::read(json, self);
        self.path.pop();
        read
    }

    /// Reads an item of an array.
    pub fn item<T: Wire>(&mut self, n: usize, json: &Json) -> Option<T> {
        self.path.push(Step::Item(n));
        let read = T::read(json, self);
        self.path.pop();
        read
    }

    /// The members of an object.
    pub fn object<'r, 'j>(&'r mut self, json: &'j Json) -> Option<ObjectReader<'r, 'j>> {
        match json {
            Json::Object(members) => Some(ObjectReader { reader: self, members, asked: Vec::new() }),
            other => self.fault("type", format!("must be an object, and is {}", other.type_name())),
        }
    }
}

/// Reads an object member by member.
#[derive(Debug)]
pub struct ObjectReader<'r, 'j> {
    reader: &'r mut Reader,
    members: &'j Members,
    asked: Vec<&'static str>,
}

impl ObjectReader<'_, '_> {
    /// A member that must be there.
    pub fn required<T: Wire>(&mut self, name: &'static str) -> Option<T> {
        self.asked.push(name);
        match self.members.get(name) {
            Some(json) => self.reader.member(name, json),
            None => self.reader.fault("required", format!("`{name}` is required")),
        }
    }

    /// A member that may be absent and, where it is there, is not null unless `T` says so.
    #[expect(clippy::option_option, reason = "the outer one says whether it could be read")]
    pub fn optional<T: Wire>(&mut self, name: &'static str) -> Option<Option<T>> {
        self.asked.push(name);
        match self.members.get(name) {
            Some(json) => self.reader.member(name, json).map(Some),
            None => Some(None),
        }
    }

    /// A member that may be absent and may be null.
    pub fn tri<T: Wire>(&mut self, name: &'static str) -> Option<Tri<T>> {
        self.asked.push(name);
        match self.members.get(name) {
            Some(Json::Null) => Some(Tri::Null),
            Some(json) => self.reader.member(name, json).map(Tri::Value),
            None => Some(Tri::Absent),
        }
    }

    /// No other members: a fault for each, unless the reader is tolerant.
    pub fn close(self) {
        if self.reader.mode == Mode::Tolerant {
            return;
        }
        for name in self.members.keys().filter(|name| !self.asked.contains(&name.as_str())) {
            self.reader.path.push(Step::Member(name.clone()));
            self.reader.fault::<()>("additionalProperties", "is not a member that the contract knows");
            self.reader.path.pop();
        }
    }

    /// The other members, as they are.
    pub fn rest(self) -> Members {
        let rest = self.members.iter().filter(|(name, _)| !self.asked.contains(&name.as_str()));
        rest.map(|(name, json)| (name.clone(), json.clone())).collect()
    }
}
