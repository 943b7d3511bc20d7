//! The lock: which names were given, so that a change of the contract changes no name that it does not mean.
//!
//! ```text
//! # Names given by stipula …
//! openapi.yaml#/components/schemas/Quote = types::Quote
//! openapi.yaml#/components/schemas/Quote . fooBar = foo_bar_2
//! ```
//!
//! A type stands where its schema does; a member or a variant is written behind ` . ` where two words make the same name. A
//! name may be changed by hand: what is generated next has it. What is gone leaves the lock, and what was moved is new.

use std::collections::BTreeMap;
use std::fmt;

/// Names that are kept: what stands where has which path in Rust.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// `file#pointer` to `module::Name`; `file#pointer . member` to its name.
    pub names: BTreeMap<String, String>,
}

/// A line of a lock that says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotALock {
    /// From 1.
    pub line: usize,
    /// What is wrong with it: a fragment in lower case.
    pub message: &'static str,
}

impl fmt::Display for NotALock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} of the lock {}", self.line, self.message)
    }
}

impl std::error::Error for NotALock {}

/// The first lines of a lock.
const HEADER: &str = "\
# Names given by stipula, so that they stay. A name may be changed by hand; what is generated next has it.
# Keep this file beside the generated code.
";

/// What stands between a type and its member.
const MEMBER: &str = " . ";

impl Lock {
    /// Reads a lock as [`Lock`]'s `Display` writes it.
    ///
    /// # Errors
    /// The first line that names nothing, that names twice what another does, or whose name is no name of Rust.
    pub fn parse(text: &str) -> Result<Self, NotALock> {
        let mut lock = Lock::default();
        for (line, text) in (1..).zip(text.lines()) {
            if text.is_empty() || text.starts_with('#') {
                continue;
            }
            let fault = |message| NotALock { line, message };
            let (source, name) = text.rsplit_once(" = ").ok_or(fault("has no ` = `"))?;
            let source = unescaped(source).ok_or(fault("has a `\\` that escapes nothing"))?;
            if !name.split("::").all(is_identifier) {
                return Err(fault("has a name that is no name of Rust"));
            }
            if lock.names.insert(source, name.to_owned()).is_some() {
                return Err(fault("names what another line names"));
            }
        }
        Ok(lock)
    }

    /// What a member or a variant of a type is kept under.
    pub(crate) fn member(owner: &str, word: &str) -> String {
        format!("{owner}{MEMBER}{word}")
    }

    /// True for a line of a member or a variant: a type has a module.
    pub(crate) fn is_member(source: &str, name: &str) -> bool {
        source.contains(MEMBER) && !name.contains("::")
    }

    /// Where the schema may stand that a name is of: what follows a mark may belong to the pointer or not.
    pub(crate) fn places(source: &str) -> impl Iterator<Item = &str> {
        let marks = [" & ", " (", MEMBER, "'"].into_iter();
        let ends = marks.flat_map(|mark| source.match_indices(mark).map(|(end, _)| end));
        ends.chain([source.len()]).map(|end| &source[..end])
    }
}

impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HEADER)?;
        self.names.iter().try_for_each(|(source, name)| writeln!(f, "{} = {name}", escaped(source)))
    }
}

/// A source on one line: pointers may hold any character, and a `#` at the beginning would be a comment.
fn escaped(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    for (n, c) in source.chars().enumerate() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '#' if n == 0 => out.push_str("\\#"),
            c => out.push(c),
        }
    }
    out
}

fn unescaped(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next()? {
                'n' => '\n',
                'r' => '\r',
                c @ ('\\' | '#') => c,
                _ => return None,
            },
            c => c,
        });
    }
    Some(out)
}

fn is_identifier(name: &str) -> bool {
    let name = name.strip_prefix("r#").unwrap_or(name);
    let starts = name.starts_with(|first: char| first.is_alphabetic() || first == '_');
    starts && name != "_" && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::{Lock, NotALock};

    #[test]
    fn a_lock_is_read_as_it_was_written() {
        let names = [
            ("a.json", "a::Quote"),
            ("a.json#/properties/x = y", "a::X"),
            ("a.json#/$defs/new\nline\\", "a::NewLine"),
            ("#odd.json", "odd::Odd"),
            ("a.json . fooBar", "r#foo_bar"),
        ];
        let lock =
            Lock { names: names.into_iter().map(|(source, name)| (source.to_owned(), name.to_owned())).collect() };
        assert_eq!(Lock::parse(&lock.to_string()), Ok(lock));
    }

    #[test]
    fn lines_are_sorted_below_a_header() {
        let names = [("b.json", "b::B"), ("a.json", "a::A")].map(|(source, name)| (source.to_owned(), name.to_owned()));
        let text = Lock { names: names.into_iter().collect() }.to_string();
        let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("# ")).collect();
        assert_eq!(lines, ["a.json = a::A", "b.json = b::B"]);
        assert!(text.starts_with("# Names given by stipula"));
    }

    #[test]
    fn a_line_that_names_nothing_is_an_error() {
        let fault = |text| Lock::parse(text).expect_err("it is no lock");
        assert_eq!(fault("# x\na.json"), NotALock { line: 2, message: "has no ` = `" });
        assert_eq!(fault("a.json = a::1").message, "has a name that is no name of Rust");
        assert_eq!(fault("a = a::A\na = a::B").message, "names what another line names");
        assert_eq!(fault("a\\x = a::A").message, "has a `\\` that escapes nothing");
    }

    #[test]
    fn a_name_knows_where_its_schema_stands() {
        for source in ["a.json#/x & a.json#/y", "a.json#/x (request)", "a.json#/x . foo", "a.json#/x'", "a.json#/x"] {
            assert!(Lock::places(source).any(|place| place == "a.json#/x"), "{source}");
        }
    }
}
