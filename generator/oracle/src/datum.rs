//! JSON values as the engine compares them: numbers by their mathematical value, objects without an order.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::number::Number;

/// A JSON value in the data model of JSON Schema (core §4.2): equal values are equal data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Datum {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Datum>),
    Object(BTreeMap<String, Datum>),
}

impl Datum {
    /// `None` where a number cannot be kept exactly.
    pub(crate) fn read(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => Self::Number(Number::parse(number.as_str())?),
            Value::String(text) => Self::String(text.clone()),
            Value::Array(items) => Self::Array(items.iter().map(Self::read).collect::<Option<_>>()?),
            Value::Object(members) => Self::Object(
                members.iter().map(|(name, value)| Some((name.clone(), Self::read(value)?))).collect::<Option<_>>()?,
            ),
        })
    }

    pub(crate) fn write(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Number(number) => {
                Value::Number(number.to_string().parse().expect("an exact decimal is written as a JSON number"))
            }
            Self::String(text) => Value::String(text.clone()),
            Self::Array(items) => Value::Array(items.iter().map(Self::write).collect()),
            Self::Object(members) => {
                Value::Object(members.iter().map(|(name, value)| (name.clone(), value.write())).collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_are_equal_data() {
        let data = |text: &str| Datum::read(&serde_json::from_str(text).unwrap());
        assert_eq!(data(r#"{"a": 1, "b": [2.0]}"#), data(r#"{"b": [2], "a": 1.00}"#));
        assert_ne!(data("[1, 2]"), data("[2, 1]"));
        assert_ne!(data("0"), data("false"));
        assert_eq!(data("[1e999999999]"), None);
    }

    #[test]
    fn a_datum_is_written_as_it_was_read() {
        let value: Value = serde_json::from_str(r#"{"a": [null, true, "x", 1.25, 1e400]}"#).unwrap();
        assert_eq!(Datum::read(&value).unwrap().write(), value);
    }
}
