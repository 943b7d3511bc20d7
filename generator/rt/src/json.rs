//! JSON as it was written: the text of numbers and the order of members are kept (RFC 8259).

use indexmap::IndexMap;

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(serde_json::Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object; its members keep their order.
    Object(Members),
}

/// The members of an object.
pub type Members = IndexMap<String, Json>;

impl Json {
    /// The name of its type, as JSON Schema calls it.
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
}

impl Json {
    /// Reads JSON text (RFC 8259).
    ///
    /// # Errors
    /// One fault if the text is no JSON.
    pub fn parse(text: &[u8]) -> Result<Json, crate::Invalid> {
        let value: serde_json::Value = serde_json::from_slice(text).map_err(|error| crate::Invalid {
            faults: vec![crate::Fault { pointer: String::new(), keyword: "json", message: error.to_string() }],
        })?;
        Ok(value.into())
    }

    /// Writes compact JSON text.
    pub fn to_vec(&self) -> Vec<u8> {
        serde_json::to_vec(&serde_json::Value::from(self.clone())).expect("JSON can be written")
    }
}

impl From<serde_json::Value> for Json {
    fn from(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Json::Null,
            serde_json::Value::Bool(flag) => Json::Bool(flag),
            serde_json::Value::Number(number) => Json::Number(number),
            serde_json::Value::String(text) => Json::String(text),
            serde_json::Value::Array(items) => Json::Array(items.into_iter().map(Json::from).collect()),
            serde_json::Value::Object(members) => {
                Json::Object(members.into_iter().map(|(name, value)| (name, value.into())).collect())
            }
        }
    }
}

impl From<Json> for serde_json::Value {
    fn from(json: Json) -> Self {
        match json {
            Json::Null => serde_json::Value::Null,
            Json::Bool(flag) => flag.into(),
            Json::Number(number) => serde_json::Value::Number(number),
            Json::String(text) => text.into(),
            Json::Array(items) => items.into_iter().map(serde_json::Value::from).collect(),
            Json::Object(members) => {
                serde_json::Value::Object(members.into_iter().map(|(name, value)| (name, value.into())).collect())
            }
        }
    }
}
