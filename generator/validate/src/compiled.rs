//! A JSON Schema that others bring, asked about values of files.

use crate::Failure;
use crate::validator::Validator;
use serde_json::Value;
use stipula_source::Node;

/// A JSON Schema that is ready to be asked.
///
/// Its references stay within it: nothing is fetched. Formats are asserted.
pub struct Compiled(Validator);

impl Compiled {
    /// Compiles a schema.
    ///
    /// # Errors
    /// When it is no schema or refers to something that is not in it: why, in one line.
    pub fn new(schema: Value) -> Result<Compiled, String> {
        Validator::new(schema, true).map(Compiled)
    }

    /// Why a value does not fit; nothing if it does.
    pub fn failures(&self, value: Node<'_>) -> Vec<Failure> {
        self.0.failures(value)
    }
}

impl std::fmt::Debug for Compiled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Compiled").finish_non_exhaustive()
    }
}
