//! Our values as `jsonschema` reads them: nothing is copied.

use crate::{Json, Members, Number};
use jsonschema::JsonType;
use jsonschema::json::{Array, Json as Representation, JsonNumber, Node, NodeIdentity, Object};
use jsonschema_value::LazyInstance;
use serde_json::Value;
use std::borrow::Cow;

/// The representation.
pub(super) struct Kept;

/// A value, or a member's name.
#[derive(Clone, Copy)]
pub(super) enum Instance<'a> {
    Value(&'a Json),
    Name(&'a str),
}

impl Instance<'_> {
    fn json<T>(&self, read: impl FnOnce(&Json) -> Option<T>) -> Option<T> {
        if let Instance::Value(json) = self { read(json) } else { None }
    }
}

impl Representation for Kept {
    type Node<'a> = Instance<'a>;
    type PreparedKey = String;
    type StringBuffer = String;

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>(buffer: &mut String, string: &str, f: impl FnOnce(Instance<'_>) -> T) -> T {
        string.clone_into(buffer);
        f(Instance::Name(buffer))
    }
}

impl<'a> Node<'a, Kept> for Instance<'a> {
    type Object = Entries<'a>;
    type Array = Items<'a>;
    type Number = Text<'a>;

    fn as_object(&self) -> Option<Entries<'a>> {
        if let Instance::Value(Json::Object(members)) = self { Some(Entries(members)) } else { None }
    }

    fn as_array(&self) -> Option<Items<'a>> {
        if let Instance::Value(Json::Array(items)) = self { Some(Items(items)) } else { None }
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        match self {
            Instance::Value(Json::String(text)) => Some(Cow::Borrowed(text)),
            Instance::Name(name) => Some(Cow::Borrowed(name)),
            Instance::Value(_) => None,
        }
    }

    fn as_number(&self) -> Option<Text<'a>> {
        if let Instance::Value(Json::Number(number)) = self { Some(Text(number)) } else { None }
    }

    fn as_boolean(&self) -> Option<bool> {
        self.json(|json| if let Json::Bool(flag) = json { Some(*flag) } else { None })
    }

    fn is_null(&self) -> bool {
        matches!(self, Instance::Value(Json::Null))
    }

    fn is_number(&self) -> bool {
        matches!(self, Instance::Value(Json::Number(_)))
    }

    fn json_type(&self) -> JsonType {
        match self {
            Instance::Name(_) => JsonType::String,
            Instance::Value(json) => match json {
                Json::Null => JsonType::Null,
                Json::Bool(_) => JsonType::Boolean,
                Json::Number(_) => JsonType::Number,
                Json::String(_) => JsonType::String,
                Json::Array(_) => JsonType::Array,
                Json::Object(_) => JsonType::Object,
            },
        }
    }

    fn equals_value(&self, expected: &Value) -> bool {
        match self {
            Instance::Name(name) => expected.as_str() == Some(name),
            Instance::Value(json) => is_equal(json, expected),
        }
    }

    fn to_value(&self) -> Cow<'a, Value> {
        Cow::Owned(match self {
            Instance::Value(json) => Value::from((*json).clone()),
            Instance::Name(name) => Value::from(*name),
        })
    }

    /// Errors carry no copy of what they are about: they are located by its pointer.
    fn lazy_value(&self) -> LazyInstance<'a> {
        LazyInstance::Ready(Cow::Owned(Value::Null))
    }

    fn identity(&self) -> Option<NodeIdentity> {
        match self {
            Instance::Value(json) => Some(NodeIdentity::new(std::ptr::from_ref::<Json>(json) as usize)),
            Instance::Name(_) => None,
        }
    }
}

/// Equal as [`Json`] compares, of which numbers are exact and expanded nowhere.
fn is_equal(json: &Json, expected: &Value) -> bool {
    match (json, expected) {
        (Json::Null, Value::Null) => true,
        (Json::Bool(a), Value::Bool(b)) => a == b,
        (Json::Number(a), Value::Number(b)) => *a == Number::known(b.to_string()),
        (Json::String(a), Value::String(b)) => a == b,
        (Json::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_equal(a, b)),
        (Json::Object(a), Value::Object(b)) => {
            a.len() == b.len() && b.iter().all(|(name, b)| a.get(name).is_some_and(|a| is_equal(a, b)))
        }
        _ => false,
    }
}

/// A number by its text.
pub(super) struct Text<'a>(&'a Number);

impl JsonNumber for Text<'_> {
    fn as_u64(&self) -> Option<u64> {
        self.0.as_str().parse().ok()
    }

    fn as_i64(&self) -> Option<i64> {
        self.0.as_str().parse().ok()
    }

    fn as_f64(&self) -> Option<f64> {
        Some(self.0.to_f64())
    }

    fn as_str(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.0.as_str())
    }

    fn to_number(&self) -> Cow<'_, serde_json::Number> {
        Cow::Owned(self.0.as_str().parse().expect("with arbitrary precision every number of JSON is one"))
    }

    fn is_integer(&self) -> bool {
        self.0.is_integer()
    }
}

pub(super) struct Entries<'a>(&'a Members);

impl<'a> Object<'a, Kept> for Entries<'a> {
    type Node = Instance<'a>;
    type MemberName = &'a str;
    type MembersIter = Box<dyn Iterator<Item = (&'a str, Instance<'a>)> + 'a>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn get(&self, key: &String) -> Option<Instance<'a>> {
        self.0.get(key).map(Instance::Value)
    }

    fn members(&self) -> Self::MembersIter {
        Box::new(self.0.iter().map(|(name, json)| (name.as_str(), Instance::Value(json))))
    }
}

pub(super) struct Items<'a>(&'a [Json]);

impl<'a> Array<'a, Kept> for Items<'a> {
    type Node = Instance<'a>;
    type ElementsIter = Box<dyn Iterator<Item = Instance<'a>> + 'a>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn elements(&self) -> Self::ElementsIter {
        Box::new(self.0.iter().map(Instance::Value))
    }
}
