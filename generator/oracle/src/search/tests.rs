mod examples;
mod universe;

use serde_json::Value;

use super::*;
use crate::arena::Options;

/// Enough for every example, and a limit for those that would not end.
const STEPS: u64 = 20_000;

/// A value of `a` that is no value of `b`.
fn difference(definitions: &Value, a: &Value, b: &Value) -> Found {
    let mut arena = Arena::new(definitions.as_object().unwrap(), Options::default());
    let (a, b) = (arena.intern(a), arena.intern(b));
    Search::new(&arena).find(&[a], &[b], STEPS)
}

/// The second validator for a schema.
fn validator(definitions: &Value, schema: &Value) -> jsonschema::Validator {
    let document = serde_json::json!({ "$defs": definitions, "allOf": [schema] });
    jsonschema::draft202012::new(&document).expect("the schemas of the tests are valid")
}
