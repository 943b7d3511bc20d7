//! Does a schema accept a value? Two validators that were written apart are asked, and our own evaluator.
//!
//! A witness is a claim that anybody can check, so it is checked before it is made. An opinion is only asked for
//! where the one who holds it is exact: `boon` compares numbers as doubles (see `confirm/second.rs`), `jsonschema`
//! with the feature `arbitrary-precision` and our evaluator compare them as they are written.

mod fault;
mod second;
mod words;

pub(crate) use fault::Fault;

use crate::walk;
use jsonschema::Validator;
use second::Second;
use serde_json::{Map, Value};
use std::sync::{Arc, OnceLock};

/// A value nested deeper is not judged: validators call themselves for every level.
const MOST_DEPTH: usize = 200;

/// Three opinions on whether a schema accepts a value; `None` is no opinion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Opinions {
    pub(crate) jsonschema: Option<bool>,
    pub(crate) boon: Option<bool>,
    pub(crate) own: Option<bool>,
}

impl Opinions {
    fn held(self) -> impl Iterator<Item = bool> + Clone {
        [self.jsonschema, self.boon, self.own].into_iter().flatten()
    }

    /// True if two that have an opinion differ: one of them has a bug.
    pub(crate) fn differ(self) -> bool {
        self.held().any(|opinion| opinion) && self.held().any(|opinion| !opinion)
    }

    /// What two independent ones agree on and nobody denies; one of them is not ours.
    pub(crate) fn agreed(self) -> Option<bool> {
        let first = self.held().next().filter(|_| !self.differ())?;
        (self.held().count() >= 2).then_some(first)
    }
}

/// One schema, compiled for both validators when it is first asked about, and once.
pub(crate) struct Confirm {
    schema: Value,
    definitions: Arc<Map<String, Value>>,
    asserts_formats: bool,
    document: OnceLock<Value>,
    compiled: OnceLock<Compiled>,
}

struct Compiled {
    first: Option<Validator>,
    second: Option<Second>,
}

impl Confirm {
    /// A schema whose references lead into the definitions.
    pub(crate) fn new(schema: Value, definitions: Arc<Map<String, Value>>, asserts_formats: bool) -> Self {
        Self { schema, definitions, asserts_formats, document: OnceLock::new(), compiled: OnceLock::new() }
    }

    /// The schema with what it leads to, self-contained.
    pub(crate) fn document(&self) -> &Value {
        self.document.get_or_init(|| walk::document(&self.schema, &self.definitions))
    }

    /// The opinions on a value; `own` is that of our own evaluator.
    pub(crate) fn opinions(&self, value: &Value, own: Option<bool>) -> Opinions {
        if walk::is_deeper(value, MOST_DEPTH) {
            return Opinions { jsonschema: None, boon: None, own };
        }
        let compiled = self.compiled();
        Opinions {
            jsonschema: compiled.first.as_ref().map(|validator| validator.is_valid(value)),
            boon: compiled.second.as_ref().and_then(|second| second.accepts(value)),
            own,
        }
    }

    /// What `jsonschema` finds wrong with a value that the schema rejects.
    pub(crate) fn fault(&self, value: &Value) -> Option<Fault> {
        fault::most_specific(self.compiled().first.as_ref()?.iter_errors(value))
    }

    fn compiled(&self) -> &Compiled {
        self.compiled.get_or_init(|| {
            if walk::applies_itself(self.document()) {
                return Compiled { first: None, second: None };
            }
            let options = jsonschema::options().should_validate_formats(self.asserts_formats).offline();
            Compiled {
                first: options.build(self.document()).ok(),
                second: Some(Second::new(self.document(), self.asserts_formats)),
            }
        })
    }
}

#[cfg(test)]
mod tests;
