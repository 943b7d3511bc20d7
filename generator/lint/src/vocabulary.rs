//! The metadata of contracts: the `x-` keys that say what the standards have no word for.
//!
//! One meta-schema defines them ([`SCHEMA`]); rules, documentation and the editor read it here.

mod places;

pub(crate) use places::{Places, is_metadata, subject, x_keys};

use serde_json::Value;
use std::sync::OnceLock;
use stipula_source::Node;
use stipula_validate::{Compiled, Failure};

/// The meta-schema of the vocabulary.
pub const SCHEMA: &str = include_str!("vocabulary/metadata.schema.json");

/// A key of the vocabulary.
#[derive(Debug)]
pub struct Key {
    /// Such as `x-owner`.
    pub name: String,
    /// What it is, in a few words.
    pub title: String,
    /// What it says.
    pub description: String,
    /// Where it may stand.
    pub places: Vec<Place>,
    /// Values that it can have.
    pub examples: Vec<Value>,
    /// What its value has to be: a schema, with references into [`SCHEMA`].
    pub definition: Value,
}

/// A kind of object that metadata stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The root of a document, or its `info`.
    Document,
    /// An operation of OpenAPI or AsyncAPI.
    Operation,
    /// A response.
    Response,
    /// A channel.
    Channel,
    /// A message.
    Message,
    /// Any schema.
    Schema,
    /// The schema of a property, of an item or of a parameter.
    Property,
}

impl Place {
    /// All of them.
    pub const ALL: [Place; 7] = [
        Place::Document,
        Place::Operation,
        Place::Response,
        Place::Channel,
        Place::Message,
        Place::Schema,
        Place::Property,
    ];

    /// Its name, as in `x-stands-on`.
    pub fn name(self) -> &'static str {
        match self {
            Place::Document => "document",
            Place::Operation => "operation",
            Place::Response => "response",
            Place::Channel => "channel",
            Place::Message => "message",
            Place::Schema => "schema",
            Place::Property => "property",
        }
    }
}

impl Key {
    fn of(name: &str, definition: &Value) -> Key {
        let text = |member: &str| definition[member].as_str().unwrap_or_default().to_owned();
        let list = |member: &str| definition[member].as_array().cloned().unwrap_or_default();
        let places = list("x-stands-on");
        let stands_on = |place: &Place| places.iter().any(|name| name.as_str() == Some(place.name()));
        Key {
            name: name.to_owned(),
            title: text("title"),
            description: text("description"),
            places: Place::ALL.into_iter().filter(stands_on).collect(),
            examples: list("examples"),
            definition: definition.clone(),
        }
    }

    /// True if it may stand on an object of one of these kinds.
    pub fn stands_on(&self, places: &[Place]) -> bool {
        places.iter().any(|place| self.places.contains(place))
    }
}

/// The keys, in the order of the meta-schema.
pub fn keys() -> &'static [Key] {
    static KEYS: OnceLock<Vec<Key>> = OnceLock::new();
    KEYS.get_or_init(|| {
        let schema = parsed();
        let names = schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name);
        names.map(|name| Key::of(name, &schema["$defs"][name])).collect()
    })
}

/// The key with this name.
pub fn find(name: &str) -> Option<&'static Key> {
    keys().iter().find(|key| key.name == name)
}

/// The key that another name was most likely meant to be: it differs in a letter or two, or in how it is cased.
pub fn nearest(name: &str) -> Option<&'static Key> {
    let wanted = name.strip_prefix("x-")?;
    let near = keys().iter().filter_map(|key| Some((distance(wanted, key.name.strip_prefix("x-")?)?, key)));
    near.min_by_key(|(distance, _)| *distance).map(|(_, key)| key)
}

/// How many letters differ, if they are few beside the length of the name. Short names are often other words: `rule` is
/// no slip for `role`, `rol` and `roles` are.
fn distance(wanted: &str, known: &str) -> Option<usize> {
    const SHORT: usize = 4;
    const LONG: usize = 8;
    const MOST: usize = 2;
    let letters = |name: &str| name.replace(['-', '_'], "").to_ascii_lowercase();
    if wanted.len().abs_diff(known.len()) > MOST && letters(wanted) != letters(known) {
        return None;
    }
    let distance = strsim::damerau_levenshtein(&letters(wanted), &letters(known));
    let same_letters = || {
        let sorted = |name: &str| {
            let mut bytes = letters(name).into_bytes();
            bytes.sort_unstable();
            bytes
        };
        sorted(wanted) == sorted(known)
    };
    let is_near = match known.len() {
        n if n <= SHORT => distance == 0 || distance == 1 && (wanted.len() != known.len() || same_letters()),
        n if n < LONG => distance <= 1,
        _ => distance <= MOST,
    };
    is_near.then_some(distance)
}

/// What is wrong with the metadata of an object; the pointers begin with the key.
pub(crate) fn failures(object: Node<'_>) -> Vec<Failure> {
    static COMPILED: OnceLock<Compiled> = OnceLock::new();
    let compiled = COMPILED.get_or_init(|| Compiled::new(parsed()).expect("the meta-schema compiles"));
    compiled.failures(object)
}

fn parsed() -> Value {
    serde_json::from_str(SCHEMA).expect("the meta-schema is JSON")
}

#[cfg(test)]
mod tests;
