//! YAML out. `serde_json` keeps number texts in a form of its own that other serialisers do not know,
//! so numbers are handed over as numbers here.

use anyhow::{Context, Result};
use serde::ser::{Error, SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};
use serde_json::{Number, Value};

/// A value as YAML, keys in their order.
///
/// # Errors
/// When a number has more digits than YAML's writer can keep: JSON keeps them all.
pub(super) fn to_string(value: &Value) -> Result<String> {
    serde_saphyr::to_string(&Yaml(value)).context("cannot write this as YAML; try `--format json`")
}

struct Yaml<'v>(&'v Value);

impl Serialize for Yaml<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Number(number) => number_to(number, serializer),
            Value::String(text) => serializer.serialize_str(text),
            Value::Array(items) => {
                let mut out = serializer.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| out.serialize_element(&Yaml(item)))?;
                out.end()
            }
            Value::Object(members) => {
                let mut out = serializer.serialize_map(Some(members.len()))?;
                members.iter().try_for_each(|(key, value)| out.serialize_entry(key, &Yaml(value)))?;
                out.end()
            }
        }
    }
}

fn number_to<S: Serializer>(number: &Number, serializer: S) -> Result<S::Ok, S::Error> {
    let text = number.to_string();
    if let Ok(integer) = text.parse::<i64>() {
        return serializer.serialize_i64(integer);
    }
    if let Ok(integer) = text.parse::<u64>() {
        return serializer.serialize_u64(integer);
    }
    let float: f64 = text.parse().map_err(S::Error::custom)?;
    let significant = text.trim_start_matches('-').bytes().take_while(|b| *b != b'e' && *b != b'E');
    if significant.filter(u8::is_ascii_digit).count() > 15 {
        return Err(S::Error::custom(format!("the number {text} has too many digits")));
    }
    serializer.serialize_f64(float)
}
