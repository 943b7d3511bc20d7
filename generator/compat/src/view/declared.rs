//! Which property names a schema declares for one place of a value, over all its parts.

use super::definition;
use rustc_hash::FxHashSet;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The names and patterns that some part declares.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Declared {
    names: BTreeSet<String>,
    patterns: BTreeSet<String>,
    /// True if some part gives undeclared properties a schema: a map, whose names nobody declares.
    is_map: bool,
}

impl Declared {
    /// What a schema and the parts that it is composed of declare.
    pub(crate) fn of(schema: &Value, definitions: &Map<String, Value>) -> Self {
        let mut declared = Self::default();
        declared.collect(schema, definitions, &mut FxHashSet::default());
        declared
    }

    fn collect<'v>(&mut self, schema: &'v Value, definitions: &'v Map<String, Value>, seen: &mut FxHashSet<&'v str>) {
        let Value::Object(object) = schema else { return };
        for (key, value) in object {
            match (key.as_str(), value) {
                ("properties", Value::Object(map)) => self.names.extend(map.keys().cloned()),
                ("patternProperties", Value::Object(map)) => self.patterns.extend(map.keys().cloned()),
                ("additionalProperties" | "unevaluatedProperties", Value::Bool(false)) => {}
                ("additionalProperties" | "unevaluatedProperties", _) => self.is_map = true,
                ("allOf" | "anyOf" | "oneOf", Value::Array(parts)) => {
                    for part in parts {
                        self.collect(part, definitions, seen);
                    }
                }
                ("dependentSchemas", Value::Object(map)) => {
                    for part in map.values() {
                        self.collect(part, definitions, seen);
                    }
                }
                ("if" | "then" | "else", part) => self.collect(part, definitions, seen),
                ("$ref", Value::String(reference)) => {
                    let name = definition(reference).filter(|name| seen.insert(name));
                    if let Some(target) = name.and_then(|name| definitions.get(name)) {
                        self.collect(target, definitions, seen);
                    }
                }
                _ => {}
            }
        }
    }

    /// True if some part declares the name.
    pub(crate) fn declares(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// True if a writer that sends declared properties only sends fewer values than the schema accepts.
    pub(super) fn is_closable(&self) -> bool {
        !(self.is_map || self.names.is_empty() && self.patterns.is_empty())
    }

    /// True if a schema declares all its properties itself and is not closed yet.
    pub(super) fn is_plain(schema: &Map<String, Value>) -> bool {
        const OTHERS: [&str; 9] =
            ["$ref", "allOf", "anyOf", "oneOf", "if", "then", "else", "dependentSchemas", "additionalProperties"];
        !OTHERS.iter().any(|key| schema.contains_key(*key))
    }

    /// A schema that accepts the declared names only.
    pub(super) fn only(&self) -> Value {
        let all =
            |names: &BTreeSet<String>| -> Value { names.iter().map(|name| (name.clone(), json!(true))).collect() };
        json!({
            "properties": all(&self.names),
            "patternProperties": all(&self.patterns),
            "additionalProperties": false,
        })
    }

    /// The names that other parts declare and this one does not.
    pub(super) fn foreign_to(&self, schema: &Map<String, Value>) -> Vec<String> {
        let own = schema.get("properties").and_then(Value::as_object);
        // With patterns of its own a part may accept a name that another declares: then nothing is forbidden to it.
        let has_patterns =
            schema.get("patternProperties").and_then(Value::as_object).is_some_and(|map| !map.is_empty());
        let is_foreign = |name: &&String| !has_patterns && !own.is_some_and(|own| own.contains_key(name.as_str()));
        self.names.iter().filter(is_foreign).cloned().collect()
    }
}
