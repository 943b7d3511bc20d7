//! Planted bugs: an oracle that overlooks something must be found out.

use super::check::{Case, oracle};
use super::schemas;
use serde_json::{Map, Value, json};
use stipula_oracle::Answer;

type Object = Map<String, Value>;

/// A bug of a solver, as what it makes of a schema that it reads.
pub(crate) struct Mutant {
    pub(crate) name: &'static str,
    misread: fn(&mut Object),
}

macro_rules! forgets {
    ($($keyword:literal),+) => { [$(Mutant { name: concat!("forgets ", $keyword), misread: |schema| {
        schema.shift_remove($keyword);
    } }),+] };
}

/// A keyword that is overlooked.
fn forgetful() -> Vec<Mutant> {
    Vec::from(forgets![
        "type",
        "enum",
        "const",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "minLength",
        "maxLength",
        "pattern",
        "minItems",
        "maxItems",
        "uniqueItems",
        "items",
        "prefixItems",
        "contains",
        "minContains",
        "maxContains",
        "unevaluatedItems",
        "required",
        "minProperties",
        "maxProperties",
        "properties",
        "patternProperties",
        "additionalProperties",
        "propertyNames",
        "dependentRequired",
        "dependentSchemas",
        "unevaluatedProperties",
        "allOf",
        "anyOf",
        "oneOf",
        "not",
        "if",
        "then",
        "else"
    ])
}

/// All of them.
pub(crate) fn all() -> Vec<Mutant> {
    let mut all = forgetful();
    all.extend([
        Mutant { name: "takes an integer for a number", misread: |schema| rename_type(schema, "integer", "number") },
        Mutant { name: "takes a number for an integer", misread: |schema| rename_type(schema, "number", "integer") },
        Mutant { name: "asks for one item too many", misread: |schema| shift(schema, "minItems", 1) },
        Mutant { name: "allows one item too many", misread: |schema| shift(schema, "maxItems", 1) },
        Mutant { name: "counts the length from one", misread: |schema| shift(schema, "maxLength", 1) },
        Mutant {
            name: "includes an exclusive bound",
            misread: |schema| move_to(schema, "exclusiveMaximum", "maximum"),
        },
        Mutant {
            name: "excludes an inclusive bound",
            misread: |schema| move_to(schema, "minimum", "exclusiveMinimum"),
        },
        Mutant { name: "takes oneOf for anyOf", misread: |schema| move_to(schema, "oneOf", "anyOf") },
        Mutant { name: "takes anyOf for allOf", misread: |schema| move_to(schema, "anyOf", "allOf") },
        Mutant { name: "swaps then and else", misread: swap_branches },
        Mutant {
            name: "closes what is open",
            misread: |schema| {
                if schema.contains_key("properties") {
                    schema.entry("additionalProperties").or_insert(json!(false));
                }
            },
        },
        Mutant {
            name: "applies items to the prefix too",
            misread: |schema| {
                if schema.contains_key("items") {
                    schema.shift_remove("prefixItems");
                }
            },
        },
        // A recursion that is not followed a second time accepts everything there.
        Mutant {
            name: "believes what it has seen before",
            misread: |schema| {
                if schema.get("$ref") == Some(&json!("#/$defs/tree")) {
                    schema.shift_remove("$ref");
                }
            },
        },
    ]);
    all
}

impl Mutant {
    /// What the oracle says, as one with this bug would.
    pub(crate) fn decide(&self, case: &Case) -> Answer {
        let definitions = case.definitions.iter().map(|(name, schema)| (name.clone(), self.read(schema)));
        oracle(&Case { definitions: definitions.collect(), old: self.read(&case.old), new: self.read(&case.new) })
    }

    fn read(&self, schema: &Value) -> Value {
        let mut schema = schema.clone();
        // The inner ones first, so that a pointer still leads where it led.
        for place in schemas::places(&schema) {
            if let Some(Value::Object(object)) = schema.pointer_mut(&place) {
                (self.misread)(object);
            }
        }
        schema
    }
}

fn rename_type(schema: &mut Object, from: &str, to: &str) {
    let rename = |name: &mut Value| {
        if name == from {
            *name = json!(to);
        }
    };
    match schema.get_mut("type") {
        Some(Value::Array(names)) => names.iter_mut().for_each(rename),
        Some(name) => rename(name),
        None => {}
    }
}

fn shift(schema: &mut Object, keyword: &str, by: u64) {
    if let Some(count) = schema.get(keyword).and_then(Value::as_u64) {
        schema.insert(keyword.to_owned(), json!(count + by));
    }
}

fn move_to(schema: &mut Object, from: &str, to: &str) {
    if let Some(value) = schema.shift_remove(from) {
        schema.insert(to.to_owned(), value);
    }
}

fn swap_branches(schema: &mut Object) {
    let (then, otherwise) = (schema.shift_remove("then"), schema.shift_remove("else"));
    schema.extend(otherwise.map(|schema| ("then".to_owned(), schema)));
    schema.extend(then.map(|schema| ("else".to_owned(), schema)));
}
