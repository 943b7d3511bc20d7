//! Objects: names in the order in which they stand.

use crate::{Json, ObjectReader, Reader, Tri, Wire};
use indexmap::IndexMap;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, DerefMut};

/// A map of JSON: it keeps the order of its members, and two maps are equal whatever their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map<T>(IndexMap<String, T>);

/// The members of an object.
pub type Members = Map<Json>;

impl<T> Map<T> {
    /// A map without members.
    #[must_use]
    pub fn new() -> Self {
        Self(IndexMap::new())
    }

    /// A map without members that has room for some.
    #[must_use]
    pub fn with_capacity(count: usize) -> Self {
        Self(IndexMap::with_capacity(count))
    }
}

impl Members {
    /// A member that is there.
    pub fn put<T: Wire>(&mut self, name: &str, value: &T) {
        self.insert(name.to_owned(), value.write());
    }

    /// A member that may be absent.
    pub fn put_optional<T: Wire>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    /// A member that may be absent and may be null.
    pub fn put_tri<T: Wire>(&mut self, name: &str, value: &Tri<T>) {
        match value {
            Tri::Absent => {}
            Tri::Null => self.put(name, &()),
            Tri::Value(value) => self.put(name, value),
        }
    }

    /// Further members; those that stand already count.
    pub fn put_rest<T: Wire>(&mut self, rest: &Map<T>) {
        for (name, value) in rest {
            if !self.contains_key(name) {
                self.put(name, value);
            }
        }
    }
}

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Hash> Hash for Map<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let mut members: Vec<_> = self.0.iter().collect();
        members.sort_unstable_by_key(|(name, _)| *name);
        members.hash(state);
    }
}

impl<T> Deref for Map<T> {
    type Target = IndexMap<String, T>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<T> DerefMut for Map<T> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl<T> From<IndexMap<String, T>> for Map<T> {
    fn from(members: IndexMap<String, T>) -> Self {
        Self(members)
    }
}

impl<N: Into<String>, T> FromIterator<(N, T)> for Map<T> {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(members: I) -> Self {
        Self(members.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }
}

impl<N: Into<String>, T> Extend<(N, T)> for Map<T> {
    fn extend<I: IntoIterator<Item = (N, T)>>(&mut self, members: I) {
        self.0.extend(members.into_iter().map(|(name, value)| (name.into(), value)));
    }
}

impl<T> IntoIterator for Map<T> {
    type Item = (String, T);
    type IntoIter = indexmap::map::IntoIter<String, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'m, T> IntoIterator for &'m Map<T> {
    type Item = (&'m String, &'m T);
    type IntoIter = indexmap::map::Iter<'m, String, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Wire> Wire for Map<T> {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        reader.object(json).and_then(ObjectReader::rest_as)
    }

    fn write(&self) -> Json {
        Json::Object(self.iter().map(|(name, value)| (name.clone(), value.write())).collect())
    }
}
