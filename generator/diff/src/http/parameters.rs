//! Parameters: by name and place, path parameters by their position in the template.

use super::Http;
use super::scope::{Scope, Way};
use super::slots::Slot;
use crate::envelope::{Both, Pass, follow, pair, template};
use crate::{Carrier, Fact, Kind, Version};
use rustc_hash::FxHashMap;
use stipula_model::{NodeRef, Operation, Parameter, ParameterIn};
use stipula_source::Node;

/// Header parameters that OpenAPI tells to ignore (OpenAPI 3.1.1 §4.8.12.2.1): others say what they would.
const IGNORED: [&str; 3] = ["accept", "authorization", "content-type"];

/// A parameter, and what it is recognised by.
#[derive(Clone, Copy)]
struct Named<'a> {
    parameter: &'a Parameter,
    operation: &'a Operation,
    /// Its position, for one that stands in the path's template.
    position: Option<usize>,
}

impl<'a> Named<'a> {
    fn all(operation: &'a Operation) -> Vec<Self> {
        let positions: FxHashMap<&str, usize> = template::names(&operation.path).into_iter().zip(0..).collect();
        let of = |parameter: &'a Parameter| {
            let position = positions.get(parameter.name.as_str()).copied();
            let position = position.filter(|_| parameter.location == ParameterIn::Path);
            Named { parameter, operation, position }
        };
        operation.parameters.iter().filter(|parameter| !is_ignored(parameter)).map(of).collect()
    }

    /// What it is called on the wire.
    fn name(&self) -> String {
        match (self.position, self.parameter.location) {
            (Some(position), _) => position.to_string(),
            // Names of headers are case-insensitive (RFC 9110 §5.1).
            (None, ParameterIn::Header) => self.parameter.name.to_lowercase(),
            (None, _) => self.parameter.name.clone(),
        }
    }

    /// What stands in the path is always sent.
    fn is_required(&self) -> bool {
        self.parameter.required || self.parameter.location == ParameterIn::Path
    }
}

fn is_ignored(parameter: &Parameter) -> bool {
    parameter.location == ParameterIn::Header && IGNORED.iter().any(|name| parameter.name.eq_ignore_ascii_case(name))
}

impl<'a> Http<'_, 'a> {
    pub(super) fn parameters(&mut self, scope: &Scope, old: &'a Operation, new: &'a Operation) {
        let placed = |it: &Named<'_>| Some(format!("{} {}", it.parameter.location.name(), it.name()));
        let moved = |it: &Named<'_>| Some(it.parameter.name.to_lowercase());
        let paired = pair(&Named::all(old), &Named::all(new), &[Pass::Each(&placed), Pass::Lone(&moved)]);
        for (old, new) in &paired.both {
            self.parameter(scope, *old, *new);
        }
        let about = scope.way(Way::Request);
        for it in &paired.old {
            let (site, is_shared) = self.site(self.noted.old(), *it);
            let at = Both::new(site, self.holder(new, is_shared));
            self.noted.fact(Fact::at(Kind::ParameterRemoved, &about, at).named(&it.parameter.name));
        }
        for it in &paired.new {
            let (site, is_shared) = self.site(self.noted.new_version(), *it);
            let at = Both::new(self.holder(old, is_shared), site);
            let kind = if it.is_required() { Kind::RequiredParameterAdded } else { Kind::ParameterAdded };
            self.noted.fact(Fact::at(kind, &about, at).named(&it.parameter.name));
        }
    }

    /// Where an operation or its path item lists a parameter; true for the path item.
    fn site(&self, version: Version<'a>, it: Named<'a>) -> (NodeRef, bool) {
        let item = self.path_item(it.operation);
        for (holder, is_shared) in [(it.operation.at, false), (item, true)] {
            let list = self.noted.node(holder).get("parameters");
            let mut entries = list.into_iter().flat_map(Node::items).map(|entry| holder.sibling(entry));
            if let Some(entry) = entries.find(|entry| follow(version, *entry) == it.parameter.at) {
                return (entry, is_shared);
            }
        }
        (it.parameter.at, false)
    }

    fn holder(&self, operation: &Operation, is_shared: bool) -> NodeRef {
        if is_shared { self.path_item(operation) } else { operation.at }
    }

    fn parameter(&mut self, scope: &Scope, old: Named<'a>, new: Named<'a>) {
        let (name, location) = (&new.parameter.name, new.parameter.location);
        let about = scope.way(Way::Request);
        let at = Both::new(old.parameter.at, new.parameter.at);
        let is_moved = old.parameter.location != location;
        if is_moved {
            let words = |it: &Named<'_>| Some(it.parameter.location.name().to_owned());
            let place = at.member(self.noted.sources(), "in");
            let fact = Fact::at(Kind::ParameterMoved, &about, place).named(name);
            self.noted.fact(fact.values(words(&old), words(&new)));
        }
        let became = match (old.is_required(), new.is_required()) {
            (false, true) => Some(Kind::ParameterBecameRequired),
            (true, false) => Some(Kind::ParameterBecameOptional),
            _ => None,
        };
        if let Some(kind) = became {
            let place = at.member(self.noted.sources(), "required");
            self.noted.fact(Fact::at(kind, &about, place).named(name));
        }
        let kinds = (Kind::ParameterDeprecated, Some(Kind::ParameterReactivated));
        self.noted.deprecation(&about, at, kinds, Some(name));
        self.noted.annotations(&about, at);
        self.noted.examples(&about, at);
        let carrier =
            Carrier::Parameter { operation: scope.operation.clone(), location: location.name(), name: name.clone() };
        let slots = (Slot::of_parameter(old.parameter), Slot::of_parameter(new.parameter));
        self.slot(scope, Way::Request, slots, is_moved, &carrier);
    }
}
