//! How alike two schemas or two names are: enough to tell a rename from a removal and an addition.

use super::members::Member;
use super::side::Side;
use crate::Version;
use crate::brief::brief;
use rustc_hash::FxHashSet;
use stipula_model::{Kw, SchemaId, TypeSet};
use stipula_source::Node;

/// Parts of parts are looked into as deep as this.
const DEEPEST: usize = 8;

/// What a schema is recognised by.
#[derive(Debug, Default)]
pub(crate) struct Traits<'a> {
    types: Option<TypeSet>,
    title: Option<&'a str>,
    /// Properties with one possible value: what tells alternatives apart.
    tags: Vec<(&'a str, String)>,
    properties: FxHashSet<&'a str>,
    keywords: Vec<Kw>,
}

impl<'a> Traits<'a> {
    /// Those of a schema and of the parts that it is composed of.
    pub(crate) fn of(version: Version<'a>, id: SchemaId) -> Self {
        let mut traits = Self::default();
        traits.add(version, id, DEEPEST);
        traits.keywords.sort_unstable();
        traits.keywords.dedup();
        traits
    }

    fn add(&mut self, version: Version<'a>, id: SchemaId, depth: usize) {
        let side = Side::of(version, id);
        self.types = self.types.or(side.types());
        self.title = self.title.or_else(|| side.value(Kw::Title).and_then(Node::as_str));
        self.keywords.extend(side.assertions());
        for (name, property) in side.map(Kw::Properties) {
            self.properties.insert(name);
            let property = Side::of(version, property);
            let only = property.value(Kw::Const).or_else(|| {
                property.value(Kw::Enum).filter(|list| list.len() == 1).and_then(|list| list.items().next())
            });
            self.tags.extend(only.map(|value| (name, brief(value))));
        }
        if depth > 0 {
            for part in Member::parts(version, &side) {
                self.add(version, part.id, depth - 1);
            }
        }
    }

    /// The types of values that it accepts, as far as `type` says.
    pub(crate) fn types(&self) -> Option<TypeSet> {
        self.types
    }

    /// True if both have the same title, or a tag with the same value.
    pub(crate) fn is_marked_as(&self, other: &Traits<'_>) -> bool {
        let tagged = self.tags.iter().any(|(name, value)| other.tags.iter().any(|(n, v)| n == name && v == value));
        tagged || (self.title.is_some() && self.title == other.title)
    }

    /// True if values of the same kind are meant and, for objects, half of the properties are shared.
    pub(crate) fn resembles(&self, other: &Traits<'_>) -> bool {
        match (self.types, other.types) {
            (Some(types), Some(others)) if !overlap(types, others) => return false,
            (None, None) if self.properties.is_empty() && other.properties.is_empty() => {
                return self.keywords == other.keywords;
            }
            _ => {}
        }
        let shared = self.properties.intersection(&other.properties).count();
        2 * shared >= self.properties.len().max(other.properties.len())
    }

    /// True if it says more than a type.
    pub(crate) fn is_particular(&self) -> bool {
        self.keywords.iter().any(|kw| !matches!(kw, Kw::Type | Kw::Items))
    }
}

/// True if a value can be of a type in both sets.
pub(crate) fn overlap(types: TypeSet, others: TypeSet) -> bool {
    let is_number = |types: TypeSet| types.contains("number") || types.contains("integer");
    types.names().any(|name| others.contains(name)) || (is_number(types) && is_number(others))
}

/// How alike two names are, from 0 to 1; letters and digits count, and not how words are joined.
pub(crate) fn name_likeness(old: &str, new: &str) -> f64 {
    let plain =
        |name: &str| -> String { name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    let (old, new) = (plain(old), plain(new));
    if old == new { 1.0 } else { strsim::jaro_winkler(&old, &new) }
}

/// Takes pairs (likeness, old, new), the most alike first, so that each old and each new one is taken once.
pub(crate) fn best(mut candidates: Vec<(f64, usize, usize)>) -> Vec<(usize, usize)> {
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let (mut old_taken, mut new_taken) = (FxHashSet::default(), FxHashSet::default());
    let mut found = Vec::new();
    for (_, old, new) in candidates {
        if !old_taken.contains(&old) && !new_taken.contains(&new) {
            old_taken.insert(old);
            new_taken.insert(new);
            found.push((old, new));
        }
    }
    found
}
