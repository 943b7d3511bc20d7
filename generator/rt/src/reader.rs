//! Reading, and what is wrong with what was read.

mod array;
mod fault;
mod object;
mod scalars;

use crate::json::DEEPEST;
use crate::{Json, Wire};
pub use array::ArrayReader;
pub use fault::{Fault, Invalid};
pub use object::ObjectReader;
use std::fmt::Write;

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

/// Reads values and collects faults: at most [`MOST_FAULTS`], and how many more there are.
#[derive(Debug)]
pub struct Reader {
    mode: Mode,
    role: Role,
    /// The present place as a JSON Pointer.
    pointer: String,
    depth: usize,
    /// How many trials are under way.
    trials: usize,
    /// Parts read so far in trials of trials, which may read a part again and again.
    work: usize,
    faults: Vec<Fault>,
    more_faults: usize,
}

/// More faults than this are counted, and not kept.
pub const MOST_FAULTS: usize = 100;

/// More parts than this are not read in alternatives of alternatives of alternatives, where work may grow with a power of
/// the depth; parts that are read again are counted again.
pub const MOST_WORK: usize = 1_000_000;

impl Reader {
    /// A reader at the root of a value.
    #[must_use]
    pub fn new(mode: Mode) -> Self {
        Self {
            mode,
            role: Role::Any,
            pointer: String::new(),
            depth: 0,
            trials: 0,
            work: 0,
            faults: Vec::new(),
            more_faults: 0,
        }
    }

    /// The reader of a request or of a response.
    #[must_use]
    pub fn with_role(self, role: Role) -> Self {
        Self { role, ..self }
    }

    /// How strictly it reads.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Whose view counts.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// The present place: a JSON Pointer (RFC 6901).
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// What was read, if nothing is wrong with it.
    ///
    /// # Errors
    /// The faults.
    pub fn finish<T>(mut self, read: Option<T>) -> Result<T, Invalid> {
        if self.is_exhausted() {
            self.fault::<()>("limit", "takes too many steps to read: it has alternatives within alternatives");
        }
        match read {
            Some(value) if self.faults.is_empty() => Ok(value),
            _ => {
                if self.faults.is_empty() {
                    self.fault::<()>("type", "could not be read");
                }
                if self.more_faults > 0 {
                    self.faults.push(Fault::at_root("limit", format!("and {} more faults", self.more_faults)));
                }
                Err(Invalid { faults: self.faults })
            }
        }
    }

    /// Notes a fault at the present place. Returns nothing, as does a step that could not read.
    pub fn fault<T>(&mut self, keyword: &'static str, message: impl Into<String>) -> Option<T> {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(Fault { pointer: self.pointer.clone(), keyword, message: message.into() });
        } else {
            self.more_faults += 1;
        }
        None
    }

    /// Notes a fault at a member or at a place further in.
    pub(crate) fn fault_below(&mut self, pointer: &str, keyword: &'static str, message: impl Into<String>) {
        let length = self.pointer.len();
        self.pointer.push_str(pointer);
        self.fault::<()>(keyword, message);
        self.pointer.truncate(length);
    }

    /// Reads a member's value.
    pub fn member<T: Wire>(&mut self, name: &str, json: &Json) -> Option<T> {
        self.in_member(name, |reader| T::read(json, reader))
    }

    /// Reads an item of an array.
    pub fn item<T: Wire>(&mut self, n: usize, json: &Json) -> Option<T> {
        self.in_item(n, |reader| T::read(json, reader))
    }

    /// Does something one step further in, where a member stands.
    pub fn in_member<T>(&mut self, name: &str, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let length = self.pointer.len();
        push_name(&mut self.pointer, name);
        self.inside(length, read)
    }

    /// Does something one step further in, where an item stands.
    pub fn in_item<T>(&mut self, n: usize, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let length = self.pointer.len();
        write!(self.pointer, "/{n}").expect("memory can be written");
        self.inside(length, read)
    }

    fn inside<T>(&mut self, length: usize, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.depth += 1;
        self.work += usize::from(self.trials > 2);
        let read = if self.depth > DEEPEST {
            self.fault("limit", format!("is nested more than {DEEPEST} deep"))
        } else if self.is_exhausted() {
            // `finish` says so.
            None
        } else {
            read(self)
        };
        self.depth -= 1;
        self.pointer.truncate(length);
        read
    }

    /// Reads on trial: the value, or what is wrong with it, which is not noted.
    ///
    /// # Errors
    /// The faults; none only if reading ended for a reason that was noted before.
    pub fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Result<T, Vec<Fault>> {
        let noted = std::mem::take(&mut self.faults);
        let more_faults = self.more_faults;
        self.trials += 1;
        let read = read(self);
        self.trials -= 1;
        let faults = std::mem::replace(&mut self.faults, noted);
        self.more_faults = more_faults;
        match read {
            Some(value) if faults.is_empty() => Ok(value),
            _ => Err(faults),
        }
    }

    /// Reads on trial: the value if nothing is wrong with it.
    pub fn silently<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.attempt(read).ok()
    }

    /// True if the limit of work was met: what was read on trial since then means nothing.
    pub(crate) fn is_exhausted(&self) -> bool {
        self.work > MOST_WORK
    }

    /// The members of an object.
    pub fn object<'r, 'j>(&'r mut self, json: &'j Json) -> Option<ObjectReader<'r, 'j>> {
        match json {
            Json::Object(members) => Some(ObjectReader::new(self, members)),
            other => self.mistyped("an object", other),
        }
    }

    /// The items of an array.
    pub fn array<'r, 'j>(&'r mut self, json: &'j Json) -> Option<ArrayReader<'r, 'j>> {
        match json {
            Json::Array(items) => Some(ArrayReader::new(self, items)),
            other => self.mistyped("an array", other),
        }
    }
}

/// RFC 6901 §3.
pub(crate) fn push_name(pointer: &mut String, name: &str) {
    pointer.push('/');
    if name.contains(['~', '/']) {
        pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
    } else {
        pointer.push_str(name);
    }
}

#[cfg(test)]
mod tests;
