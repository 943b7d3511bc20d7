//! Objects, member by member.

use super::{Mode, Reader, Role, push_name};
use crate::{Json, Map, Members, Pattern, TextRules, Tri, Wire};

/// Reads an object member by member.
#[derive(Debug)]
pub struct ObjectReader<'r, 'j> {
    reader: &'r mut Reader,
    members: &'j Members,
    /// For each member whether it was asked for.
    asked: Vec<bool>,
}

impl<'r, 'j> ObjectReader<'r, 'j> {
    pub(super) fn new(reader: &'r mut Reader, members: &'j Members) -> Self {
        Self { reader, members, asked: vec![false; members.len()] }
    }

    fn ask(&mut self, name: &str) -> Option<&'j Json> {
        let (n, _, json) = self.members.get_full(name)?;
        self.asked[n] = true;
        Some(json)
    }

    /// The reader behind it, for what concerns the object as a whole.
    pub fn reader(&mut self) -> &mut Reader {
        self.reader
    }

    /// A member that must be there.
    pub fn required<T: Wire>(&mut self, name: &'static str) -> Option<T> {
        match self.ask(name) {
            Some(json) => self.reader.member(name, json),
            None => self.reader.fault("required", format!("`{name}` is required")),
        }
    }

    /// A member that must be there, unless the value is read in this role.
    pub fn required_unless<T: Wire>(&mut self, role: Role, name: &'static str) -> Option<Option<T>> {
        if self.reader.role == role { self.optional(name) } else { self.required(name).map(Some) }
    }

    /// A member that may be absent and, where it is there, is not null unless `T` says so.
    pub fn optional<T: Wire>(&mut self, name: &'static str) -> Option<Option<T>> {
        match self.ask(name) {
            Some(json) => self.reader.member(name, json).map(Some),
            None => Some(None),
        }
    }

    /// A member that may be absent and may be null.
    pub fn tri<T: Wire>(&mut self, name: &'static str) -> Option<Tri<T>> {
        match self.ask(name) {
            Some(Json::Null) => Some(Tri::Null),
            Some(json) => self.reader.member(name, json).map(Tri::Value),
            None => Some(Tri::Absent),
        }
    }

    /// A member that must not be there: a property whose schema is `false`.
    pub fn forbidden(&mut self, name: &'static str) {
        if self.ask(name).is_some() {
            self.reader.in_member::<()>(name, |reader| reader.fault("falseSchema", "must not be there"));
        }
    }

    /// How many members there may be: `minProperties` and `maxProperties`.
    pub fn count(&mut self, least: usize, most: usize) {
        let count = self.members.len();
        if count < least {
            self.reader.fault::<()>("minProperties", format!("must have at least {least} members, and has {count}"));
        }
        if count > most {
            self.reader.fault::<()>("maxProperties", format!("must have at most {most} members, and has {count}"));
        }
    }

    /// Where the one is there, the others must be (`dependentRequired`).
    pub fn depends(&mut self, name: &str, others: &[&str]) {
        if !self.members.contains_key(name) {
            return;
        }
        for other in others.iter().filter(|other| !self.members.contains_key(**other)) {
            self.reader.fault::<()>("dependentRequired", format!("`{other}` is required where `{name}` is there"));
        }
    }

    /// All names must be of this form (`propertyNames`).
    pub fn names(&mut self, rules: &TextRules) {
        for name in self.members.keys() {
            self.reader.in_member(name, |reader| match reader.attempt(|reader| rules.check(name, reader)) {
                Ok(()) => Some(()),
                Err(faults) => {
                    let reasons: Vec<String> = faults.into_iter().map(|fault| fault.message).collect();
                    reader.fault("propertyNames", format!("its name {}", reasons.join(", and ")))
                }
            });
        }
    }

    /// The members that nobody asked for and whose names match (`patternProperties`).
    pub fn patterned<T: Wire>(&mut self, pattern: &Pattern) -> Option<Map<T>> {
        self.take(|name| pattern.is_match(name))
    }

    fn take<T: Wire>(&mut self, is_meant: impl Fn(&str) -> bool) -> Option<Map<T>> {
        let mut map = Some(Map::new());
        for (n, (name, json)) in self.members.iter().enumerate() {
            if self.asked[n] || !is_meant(name) {
                continue;
            }
            self.asked[n] = true;
            // All are read, so that all faults are noted.
            match (self.reader.member(name, json), &mut map) {
                (Some(value), Some(map)) => drop(map.insert(name.clone(), value)),
                _ => map = None,
            }
        }
        map
    }

    fn others(&self) -> impl Iterator<Item = (&'j String, &'j Json)> + use<'_, 'j> {
        self.members.iter().zip(&self.asked).filter(|(_, asked)| !**asked).map(|(member, _)| member)
    }

    /// No other members: a fault for each, unless the reader is tolerant.
    pub fn close(self) {
        if self.reader.mode == Mode::Tolerant {
            return;
        }
        let mut pointer = String::new();
        for (name, asked) in self.members.keys().zip(&self.asked) {
            if !asked {
                pointer.clear();
                push_name(&mut pointer, name);
                let message = "is not a member that the contract knows";
                self.reader.fault_below(&pointer, "additionalProperties", message);
            }
        }
    }

    /// The other members, as they are.
    #[must_use]
    pub fn rest(self) -> Members {
        self.others().map(|(name, json)| (name.clone(), json.clone())).collect()
    }

    /// The other members, each of this type.
    pub fn rest_as<T: Wire>(mut self) -> Option<Map<T>> {
        self.take(|_| true)
    }
}
