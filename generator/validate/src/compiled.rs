//! One schema that is not part of a contract, asked about values of contracts: rules that users write as schemas.

use crate::validator::{Failure, Validator};
use serde_json::Value;
use stipula_source::Node;

/// A compiled schema of its own: self-contained, 2020-12 unless it says otherwise.
pub struct Compiled(Validator);

impl Compiled {
    /// Compiles a schema. `format` asserts.
    ///
    /// # Errors
    /// When it is no schema, or refers to something that it does not hold: what is wrong.
    pub fn new(schema: Value) -> Result<Compiled, String> {
        Validator::new(schema, true).map(Compiled)
    }

    /// Why a value does not fit; nothing when it does.
    pub fn failures(&self, value: Node<'_>) -> Vec<Failure> {
        self.0.failures(value)
    }

    /// True if a value fits.
    pub fn accepts(&self, value: Node<'_>) -> bool {
        self.0.accepts(value)
    }
}

impl std::fmt::Debug for Compiled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Compiled").finish_non_exhaustive()
    }
}
