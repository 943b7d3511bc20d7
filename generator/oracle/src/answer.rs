//! What the oracle answers.

use serde_json::Value;

/// Whether every value of the one schema is a value of the other.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// It is, and this is how it was proved.
    Included(Proof),
    /// It is not: this value shows it.
    Refuted(Witness),
    /// Nobody knows.
    Undecided(Undecided),
}

/// How an inclusion was proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Proof {
    /// The schemas are equal once references are followed.
    Equal,
    /// Keyword by keyword, by coinduction over pairs of schemas.
    Structural,
    /// Every branch of the search for a value that the one accepts and the other rejects was closed.
    Search,
    /// The algebra of `jsonschema::canonical` covers it.
    Canonical,
}

/// Who found a witness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Engine {
    /// Our own search.
    Search,
    /// The difference of canonical schemas.
    Canonical,
}

/// A value that the one schema accepts and the other rejects; two independent validators agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Witness {
    /// The value, as small as it could be made.
    pub value: Value,
    /// Who found it.
    pub engine: Engine,
    /// Where in the value the rejecting schema finds fault, as a JSON Pointer.
    pub at: String,
    /// The keyword of the rejecting schema that finds fault, such as `maxLength`.
    pub keyword: String,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Undecided {
    /// The keyword that could not be decided, or the budget that was used up: a lower-case fragment.
    pub reason: String,
    /// Where in the schema, as a JSON Pointer from the schema that was asked about or from a definition.
    pub pointer: String,
}
