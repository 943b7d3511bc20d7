//! The shape of an object: the names and types of what is in it, however deep.

use super::support::declared;
use crate::{Cx, SchemaView, Surfaces, words};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use stipula_model::{Kw, SchemaId};

/// The names and types in an object, each as a number, sorted.
pub(super) struct Shape(Vec<u64>);

impl Shape {
    pub(super) fn of(cx: &Cx<'_>, id: SchemaId) -> Shape {
        let mut found = Vec::new();
        object(cx, id, 0, 0, &mut found);
        found.sort_unstable();
        found.dedup();
        Shape(found)
    }

    /// How many names there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// How many names of both are common to both, in percent, rounded down.
    pub(super) fn similarity(&self, other: &Shape) -> u64 {
        let (mut one, mut two) = (self.0.as_slice(), other.0.as_slice());
        let mut common = 0;
        while let ([a, rest_of_one @ ..], [b, rest_of_two @ ..]) = (one, two) {
            common += usize::from(a == b);
            (one, two) = (if a <= b { rest_of_one } else { one }, if b <= a { rest_of_two } else { two });
        }
        let all = self.len() + other.len() - common;
        (common * 100).checked_div(all).unwrap_or(0) as u64
    }
}

/// Nothing is said about what lies deeper.
const MOST_DEPTH: u32 = 5;
/// An object with more names is like no other.
const MOST_NAMES: usize = 2000;

fn object(cx: &Cx<'_>, id: SchemaId, path: u64, depth: u32, found: &mut Vec<u64>) {
    if depth > MOST_DEPTH || found.len() > MOST_NAMES {
        return;
    }
    for property in cx.all_properties(id) {
        let name = words::words(property.name).join("-");
        value(cx, property.resolved, hashed(&(path, name)), depth, found);
    }
}

fn value(cx: &Cx<'_>, schema: &SchemaView<'_>, path: u64, depth: u32, found: &mut Vec<u64>) {
    // A concept that is shared is the same wherever it is used.
    if declared(cx, schema).meets(Surfaces::CANONICAL) {
        found.push(hashed(&(path, "canonical", schema.id.0)));
        return;
    }
    let types: Vec<&str> = schema.types.names().filter(|name| *name != "null").collect();
    found.push(hashed(&(path, types)));
    if schema.is_object() {
        object(cx, schema.id, path, depth + 1, found);
    } else if let Some(items) = schema.child(cx, Kw::Items) {
        let item = cx.resolved(items);
        if item.is_object() {
            object(cx, item.id, hashed(&(path, "items")), depth + 1, found);
        }
    }
}

fn hashed(value: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}
