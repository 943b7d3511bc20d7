//! JSON as it was written: the text of numbers and the order of members are kept (RFC 8259).

mod parse;
mod serde;
mod text;

use crate::{Fault, Invalid, Members, Number};
use std::fmt;

/// A JSON value. Two values are equal as JSON Schema compares them: numbers by what they mean, objects in any order
/// (JSON Schema Core §4.2.2).
///
/// ```
/// use stipula_rt::Json;
///
/// let json = Json::parse(br#"{"price": 0.10, "notes": []}"#)?;
/// assert_eq!(json.to_string(), r#"{"price":0.10,"notes":[]}"#);
/// assert_eq!(json, Json::parse(br#"{"notes": [], "price": 1e-1}"#)?);
/// assert!(Json::parse(br#"{"a": 1, "a": 2}"#).is_err());
/// # Ok::<(), stipula_rt::Invalid>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Json {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object; its members keep their order.
    Object(Members),
}

/// Values that are nested deeper than this are not read.
pub const DEEPEST: usize = 128;

impl Json {
    /// Reads JSON text (RFC 8259). Names may stand once in an object, and values may be nested [`DEEPEST`] deep; a byte
    /// order mark in front is passed over (§8.1).
    ///
    /// # Errors
    /// One fault if the text is no JSON.
    pub fn parse(text: &[u8]) -> Result<Json, Invalid> {
        parse::parse(text).map_err(Invalid::from)
    }

    /// Writes compact JSON text.
    #[must_use]
    pub fn to_vec(&self) -> Vec<u8> {
        self.to_text().into_bytes()
    }

    /// The value as RFC 8785 writes it: no white space, names sorted by their UTF-16 code units, numbers as ECMAScript
    /// has them. A number that no IEEE 754 double is exactly, which RFC 8785 leaves out, keeps all its digits.
    ///
    /// ```
    /// # use stipula_rt::Json;
    /// let json = Json::parse(br#"{"b": 1.50, "a": 1E30}"#)?;
    /// assert_eq!(json.canonical(), r#"{"a":1e+30,"b":1.5}"#);
    /// # Ok::<(), stipula_rt::Invalid>(())
    /// ```
    #[must_use]
    pub fn canonical(&self) -> String {
        text::canonical(self)
    }

    /// Compact JSON text.
    fn to_text(&self) -> String {
        text::compact(self)
    }

    /// The name of its type, as JSON Schema calls it.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self {
            Json::Null => "null",
            Json::Bool(_) => "boolean",
            Json::Number(_) => "number",
            Json::String(_) => "string",
            Json::Array(_) => "array",
            Json::Object(_) => "object",
        }
    }

    /// The text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Json::String(text) = self { Some(text) } else { None }
    }

    /// The members of an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&Members> {
        if let Json::Object(members) = self { Some(members) } else { None }
    }

    /// The items of an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Json]> {
        if let Json::Array(items) = self { Some(items) } else { None }
    }

    /// A number.
    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        if let Json::Number(number) = self { Some(number) } else { None }
    }

    /// A member of an object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.as_object()?.get(name)
    }

    /// What stands at a JSON Pointer (RFC 6901).
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<&Json> {
        if pointer.is_empty() {
            return Some(self);
        }
        pointer.strip_prefix('/')?.split('/').try_fold(self, |json, step| match json {
            Json::Object(members) => members.get(&step.replace("~1", "/").replace("~0", "~")),
            Json::Array(items) => {
                let is_index = step == "0" || step.starts_with(|first: char| matches!(first, '1'..='9'));
                items.get(step.parse::<usize>().ok().filter(|_| is_index)?)
            }
            _ => None,
        })
    }
}

/// Compact, or with `{:#}` indented by two.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&if f.alternate() { text::pretty(self) } else { self.to_text() })
    }
}

impl std::str::FromStr for Json {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        Json::parse(text.as_bytes())
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Json::String(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Json::String(text)
    }
}

impl From<bool> for Json {
    fn from(flag: bool) -> Self {
        Json::Bool(flag)
    }
}

impl From<()> for Json {
    fn from((): ()) -> Self {
        Json::Null
    }
}

impl From<Number> for Json {
    fn from(number: Number) -> Self {
        Json::Number(number)
    }
}

impl From<Members> for Json {
    fn from(members: Members) -> Self {
        Json::Object(members)
    }
}

impl From<Vec<Json>> for Json {
    fn from(items: Vec<Json>) -> Self {
        Json::Array(items)
    }
}

impl From<serde_json::Value> for Json {
    fn from(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Json::Null,
            serde_json::Value::Bool(flag) => Json::Bool(flag),
            serde_json::Value::Number(number) => Json::Number(Number::known(number.to_string())),
            serde_json::Value::String(text) => Json::String(text),
            serde_json::Value::Array(items) => Json::Array(items.into_iter().map(Json::from).collect()),
            serde_json::Value::Object(members) => {
                Json::Object(members.into_iter().map(|(name, value)| (name, Json::from(value))).collect())
            }
        }
    }
}

/// Numbers are kept as far as `serde_json` keeps them: without its feature `arbitrary_precision` they become doubles, and
/// the largest double where they are larger.
impl From<Json> for serde_json::Value {
    fn from(json: Json) -> Self {
        match json {
            Json::Null => serde_json::Value::Null,
            Json::Bool(flag) => flag.into(),
            Json::Number(number) => serde_json::Value::Number(number.as_str().parse().unwrap_or_else(|_| {
                let largest = number.to_f64().clamp(f64::MIN, f64::MAX);
                serde_json::Number::from_f64(largest).expect("it is finite")
            })),
            Json::String(text) => text.into(),
            Json::Array(items) => items.into_iter().map(serde_json::Value::from).collect(),
            Json::Object(members) => {
                serde_json::Value::Object(members.into_iter().map(|(name, value)| (name, value.into())).collect())
            }
        }
    }
}

impl Fault {
    /// A fault of the text itself.
    fn of_text(message: impl Into<String>) -> Self {
        Self::at_root("json", message)
    }
}

#[cfg(test)]
mod tests;
