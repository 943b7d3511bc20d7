//! The tree as an instance that `jsonschema` validates in place: nothing is copied to `serde_json` first.
//!
//! All of the `jsonschema` crate stays in this module and in `validator.rs`.

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, JsonNumber, Node as JsonNode, NodeIdentity, Object};
use jsonschema_value::LazyInstance;
use serde_json::{Number, Value};
use std::borrow::Cow;
use stipula_source::{Kind, Node};

/// The representation.
pub(crate) struct TreeJson;

/// A value of a tree, a property's name, or an object made up around a value.
#[derive(Clone, Copy)]
pub(crate) enum Instance<'a> {
    Node(Node<'a>),
    Text(&'a str),
    /// An object with one member. One validator holds many schemas as its properties; this chooses one.
    Member(&'a str, Node<'a>),
}

impl Json for TreeJson {
    type Node<'a> = Instance<'a>;
    type PreparedKey = String;
    type StringBuffer = String;

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>(buffer: &mut String, string: &str, f: impl FnOnce(Instance<'_>) -> T) -> T {
        string.clone_into(buffer);
        f(Instance::Text(buffer))
    }
}

impl<'a> JsonNode<'a, TreeJson> for Instance<'a> {
    type Object = Members<'a>;
    type Array = Items<'a>;
    type Number = NumberText<'a>;

    fn as_object(&self) -> Option<Members<'a>> {
        match self {
            Instance::Node(node) => node.is_object().then_some(Members::Of(*node)),
            Instance::Text(_) => None,
            Instance::Member(name, node) => Some(Members::One(name, *node)),
        }
    }

    fn as_array(&self) -> Option<Items<'a>> {
        match self {
            Instance::Node(node) => node.is_array().then_some(Items(*node)),
            _ => None,
        }
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        match self {
            Instance::Node(node) => node.as_str().map(Cow::Borrowed),
            Instance::Text(text) => Some(Cow::Borrowed(text)),
            Instance::Member(..) => None,
        }
    }

    fn as_number(&self) -> Option<NumberText<'a>> {
        match self {
            Instance::Node(node) => node.as_number().map(NumberText),
            _ => None,
        }
    }

    fn as_boolean(&self) -> Option<bool> {
        match self {
            Instance::Node(node) => node.as_bool(),
            _ => None,
        }
    }

    fn is_null(&self) -> bool {
        matches!(self, Instance::Node(node) if node.is_null())
    }

    fn is_number(&self) -> bool {
        self.json_type() == JsonType::Number
    }

    fn json_type(&self) -> JsonType {
        match self {
            Instance::Node(node) => match node.kind() {
                Kind::Null => JsonType::Null,
                Kind::Bool => JsonType::Boolean,
                Kind::Number => JsonType::Number,
                Kind::String => JsonType::String,
                Kind::Array => JsonType::Array,
                Kind::Object => JsonType::Object,
            },
            Instance::Text(_) => JsonType::String,
            Instance::Member(..) => JsonType::Object,
        }
    }

    fn equals_value(&self, expected: &Value) -> bool {
        match (self, expected) {
            (Instance::Node(node), Value::String(expected)) => node.as_str() == Some(expected),
            (Instance::Text(text), Value::String(expected)) => text == expected,
            (_, Value::String(_)) => false,
            (Instance::Node(node), _) if node.kind() == Kind::String => false,
            _ => jsonschema::json::cmp::equal(&self.to_value(), expected),
        }
    }

    fn to_value(&self) -> Cow<'a, Value> {
        Cow::Owned(match self {
            Instance::Node(node) => node.to_json(),
            Instance::Text(text) => Value::String((*text).to_owned()),
            Instance::Member(name, node) => {
                Value::Object(std::iter::once(((*name).to_owned(), node.to_json())).collect())
            }
        })
    }

    /// Errors carry no copy of their instance: they are located by its pointer. Copying would cost a
    /// large document once for every level of nesting.
    fn lazy_value(&self) -> LazyInstance<'a> {
        LazyInstance::Ready(Cow::Owned(Value::Null))
    }

    fn identity(&self) -> Option<NodeIdentity> {
        match self {
            Instance::Node(node) => Some(NodeIdentity::tagged(std::ptr::from_ref(node.tree()) as usize, node.id().0)),
            Instance::Text(_) => None,
            // One above the tree's own numbers.
            Instance::Member(_, node) => Some(NodeIdentity::tagged(std::ptr::from_ref(node.tree()) as usize, u32::MAX)),
        }
    }
}

/// A number by its text.
pub(crate) struct NumberText<'a>(&'a str);

impl JsonNumber for NumberText<'_> {
    fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }

    fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok()
    }

    fn as_str(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.0)
    }

    fn to_number(&self) -> Cow<'_, Number> {
        Cow::Owned(self.0.parse().expect("readers keep to JSON's grammar"))
    }
}

/// An object's members.
pub(crate) enum Members<'a> {
    Of(Node<'a>),
    One(&'a str, Node<'a>),
}

impl<'a> Object<'a, TreeJson> for Members<'a> {
    type Node = Instance<'a>;
    type MemberName = &'a str;
    type MembersIter = Box<dyn Iterator<Item = (&'a str, Instance<'a>)> + 'a>;

    fn len(&self) -> usize {
        match self {
            Members::Of(node) => node.len(),
            Members::One(..) => 1,
        }
    }

    fn get(&self, key: &String) -> Option<Instance<'a>> {
        match self {
            Members::Of(node) => node.get(key).map(Instance::Node),
            Members::One(name, node) => (name == key).then_some(Instance::Node(*node)),
        }
    }

    fn members(&self) -> Self::MembersIter {
        match self {
            Members::Of(node) => Box::new(node.members().map(|(name, value)| (name, Instance::Node(value)))),
            Members::One(name, node) => Box::new(std::iter::once((*name, Instance::Node(*node)))),
        }
    }
}

/// An array's items.
pub(crate) struct Items<'a>(Node<'a>);

impl<'a> Array<'a, TreeJson> for Items<'a> {
    type Node = Instance<'a>;
    type ElementsIter = Box<dyn Iterator<Item = Instance<'a>> + 'a>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn elements(&self) -> Self::ElementsIter {
        Box::new(self.0.items().map(Instance::Node))
    }
}
