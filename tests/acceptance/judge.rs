//! What a schema says of a value: a validator that knows nothing of our code.

use jsonschema::Validator;
use regex::Regex;
use serde_json::{Map, Value, json};
use stipula_oracle::{Options, Oracle};

/// Where RFC 3339 §5.6 has digits; `jsonschema` 0.60 takes `-001-01-01` for a date.
const TIMES: [(&str, &str); 3] = [
    ("date", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    ("date-time", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$"),
    ("time", r"^[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$"),
];

/// A schema, compiled.
pub struct Judge {
    validator: Validator,
    document: Value,
    asserts_formats: bool,
}

impl Judge {
    /// Compiles a self-contained schema; formats assert, as in `stipula-validate`.
    pub fn new(document: &Value) -> Option<Judge> {
        Self::with_formats(document, true)
    }

    /// The same; `format` may only describe, as JSON Schema Validation §7.2.1 has it.
    pub fn with_formats(document: &Value, asserts_formats: bool) -> Option<Judge> {
        let mut options = jsonschema::options().should_validate_formats(asserts_formats).offline();
        for (format, shape) in TIMES {
            let known = jsonschema::options().should_validate_formats(true).offline();
            let known = known.build(&json!({ "format": format })).ok()?;
            let shape = Regex::new(shape).ok()?;
            options =
                options.with_format(format, move |text: &str| shape.is_match(text) && known.is_valid(&json!(text)));
        }
        let validator = options.build(document).ok()?;
        Some(Judge { validator, document: document.clone(), asserts_formats })
    }

    /// True if the schema accepts the value of a text.
    pub fn accepts(&self, text: &str) -> bool {
        serde_json::from_str(text).is_ok_and(|value| self.validator.is_valid(&value))
    }

    /// What others say, where the first is doubted: `boon` and an evaluator, if they are exact for the value and agree.
    pub fn second_opinion(&self, text: &str) -> Option<bool> {
        let value = serde_json::from_str(text).ok()?;
        let none = Map::new();
        let definitions = self.document.get("$defs").and_then(Value::as_object).unwrap_or(&none).clone();
        let options = Options { assert_formats: self.asserts_formats, ..Options::default() };
        let mut oracle = Oracle::new(definitions, options);
        let mut root = self.document.clone();
        root.as_object_mut().map(|root| root.shift_remove("$defs"));
        let schema = oracle.add(&root);
        oracle.accepts(schema, &value)
    }
}

impl std::fmt::Debug for Judge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Judge").field("asserts_formats", &self.asserts_formats).finish_non_exhaustive()
    }
}

/// The schema of a reader that passes unknown members over and keeps unknown values of open enums; it accepts at least
/// what such a reader accepts (Schema-first contracts §30).
pub(super) fn tolerant(schema: &Value) -> Value {
    match schema {
        Value::Array(items) => Value::Array(items.iter().map(tolerant).collect()),
        Value::Object(members) => {
            let is_open = members.get("x-enum-policy").and_then(Value::as_str) == Some("open");
            let kept = members.iter().filter(|(name, value)| {
                let closes = matches!(name.as_str(), "additionalProperties" | "unevaluatedProperties");
                let is_left = (closes && value.as_bool() == Some(false)) || (is_open && *name == "enum");
                !is_left
            });
            let has_any = members.contains_key("anyOf");
            let renamed = kept.map(|(name, value)| match name.as_str() {
                "const" | "enum" => (name.clone(), value.clone()),
                "oneOf" if !has_any => ("anyOf".to_owned(), tolerant(value)),
                _ => (name.clone(), tolerant(value)),
            });
            let mut out: Map<String, Value> = renamed.collect();
            if is_open {
                out.insert("type".to_owned(), "string".into());
            }
            Value::Object(out)
        }
        other => other.clone(),
    }
}

/// True if a schema with more open parts cannot accept less: nothing in it turns a yes into a no.
pub(super) fn is_monotone(schema: &Value) -> bool {
    match schema {
        Value::Array(items) => items.iter().all(is_monotone),
        Value::Object(members) => members.iter().all(|(name, value)| {
            let turns =
                matches!(name.as_str(), "not" | "if" | "unevaluatedProperties" | "unevaluatedItems" | "maxContains");
            !turns && is_monotone(value)
        }),
        _ => true,
    }
}
