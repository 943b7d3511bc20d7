//! What schemas say about the members of an object.

use super::Facets;
use crate::Input;
use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxHashSet;
use stipula_model::{Kw, Role, Schema, SchemaId, Shape};
use stipula_source::Node;

/// What all schemas say.
#[derive(Debug, Default, Clone)]
pub(crate) struct Members<'m> {
    pub(crate) parts: Vec<Part<'m>>,
}

/// What one schema says: `additional` sees only the names beside it (Core §10.3.2.3).
#[derive(Debug, Clone)]
pub(crate) struct Part<'m> {
    pub(crate) owner: SchemaId,
    /// The names; without a schema where another part has it.
    pub(crate) properties: IndexMap<&'m str, Option<SchemaId>>,
    pub(crate) patterns: Vec<SchemaId>,
    pub(crate) additional: Option<SchemaId>,
}

impl Part<'_> {
    pub(crate) fn of(owner: SchemaId) -> Self {
        Part { owner, properties: IndexMap::new(), patterns: Vec::new(), additional: None }
    }
}

impl<'m> Members<'m> {
    pub(crate) fn says_something(&self) -> bool {
        !self.parts.is_empty()
    }

    /// The names, in the order of the contract.
    pub(crate) fn names(&self) -> IndexSet<&'m str> {
        self.parts.iter().flat_map(|part| part.properties.keys().copied()).collect()
    }

    /// The schemas that a member with this name is held against.
    pub(crate) fn of(&self, name: &str) -> Vec<SchemaId> {
        let of_part = |part: &Part<'_>| part.properties.get(name).copied().unwrap_or(part.additional);
        self.parts.iter().filter_map(of_part).collect()
    }

    /// The schemas that members without a name are held against.
    pub(crate) fn rest(&self) -> Vec<SchemaId> {
        self.parts.iter().filter_map(|part| part.additional).collect()
    }

    /// True if any names are declared.
    pub(crate) fn has_names(&self) -> bool {
        self.parts.iter().any(|part| !part.properties.is_empty())
    }

    /// The schema of all values, where one pattern says which names there are and nothing else does.
    pub(crate) fn only_pattern(&self) -> Option<SchemaId> {
        match &self.parts[..] {
            [Part { patterns, properties, .. }] if properties.is_empty() => match patterns[..] {
                [only] => Some(only),
                _ => None,
            },
            _ => None,
        }
    }
}

impl<'m> Facets<'m> {
    pub(super) fn add_part(&mut self, input: &Input<'m>, mut part: Part<'m>) {
        part.additional = part.additional.filter(|child| input.boolean(*child) != Some(true));
        if !part.patterns.is_empty() {
            self.leave(part.owner, Kw::PatternProperties);
            // Which names are additional, only the patterns know.
            if let Some(additional) = part.additional.take() {
                self.leave(part.owner, Kw::AdditionalProperties);
                if input.boolean(additional) != Some(false) {
                    part.patterns.push(additional);
                }
            } else {
                part.patterns.clear();
            }
        }
        if !part.properties.is_empty() || part.additional.is_some() || !part.patterns.is_empty() {
            self.members.parts.push(part);
        }
    }
}

/// The names that `unevaluatedProperties` need not look at (Core §11.3).
#[derive(Debug)]
pub(super) enum Evaluated<'m> {
    Names(IndexSet<&'m str>),
    /// All: something beside it looks at every member.
    All,
    /// It depends on the value.
    Depends,
}

pub(super) fn evaluated<'m>(input: &Input<'m>, owner: SchemaId) -> Evaluated<'m> {
    let mut walk =
        Walk { input, owner, always: IndexSet::new(), sometimes: IndexSet::new(), all: false, depends: false };
    walk.schema(owner, false, &mut FxHashSet::default());
    if walk.all && !walk.depends {
        Evaluated::All
    } else if walk.depends || !walk.sometimes.is_subset(&walk.always) {
        Evaluated::Depends
    } else {
        Evaluated::Names(walk.always)
    }
}

struct Walk<'c, 'm> {
    input: &'c Input<'m>,
    owner: SchemaId,
    always: IndexSet<&'m str>,
    sometimes: IndexSet<&'m str>,
    all: bool,
    depends: bool,
}

impl Walk<'_, '_> {
    fn schema(&mut self, id: SchemaId, is_conditional: bool, seen: &mut FxHashSet<(SchemaId, bool)>) {
        if !seen.insert((id, is_conditional)) || seen.len() > super::MOST_SCHEMAS {
            self.depends |= seen.len() > super::MOST_SCHEMAS;
            return;
        }
        for keyword in self.input.model.schemas.keywords(self.input.sources, id) {
            match (keyword.kw, keyword.shape) {
                (Kw::Properties, Shape::Map(members)) => {
                    let names = members.into_iter().filter_map(|(name, _)| name.as_str());
                    if is_conditional { self.sometimes.extend(names) } else { self.always.extend(names) }
                }
                (Kw::UnevaluatedProperties, _) if id == self.owner => {}
                (Kw::AdditionalProperties | Kw::UnevaluatedProperties, _) if is_conditional => self.depends = true,
                (Kw::AdditionalProperties | Kw::UnevaluatedProperties, _) => self.all = true,
                (Kw::PatternProperties | Kw::DynamicRef, _) => self.depends = true,
                (Kw::Ref, Shape::Target(Some(target))) => self.schema(target, is_conditional, seen),
                (Kw::AllOf, Shape::Schemas(parts)) => {
                    parts.into_iter().for_each(|part| self.schema(part, is_conditional, seen));
                }
                (Kw::OneOf | Kw::AnyOf, Shape::Schemas(parts)) => {
                    parts.into_iter().for_each(|part| self.schema(part, true, seen));
                }
                (Kw::If | Kw::Then | Kw::Else, Shape::Schema(part)) => self.schema(part, true, seen),
                (Kw::DependentSchemas, Shape::Map(parts)) => {
                    parts.into_iter().for_each(|(_, part)| self.schema(part, true, seen));
                }
                _ => {}
            }
        }
    }
}

impl Input<'_> {
    /// The value of a schema that is a boolean.
    pub(crate) fn boolean(&self, id: SchemaId) -> Option<bool> {
        let node = self.model.schemas.get(id).at.get(self.sources);
        // An empty object accepts everything too.
        node.as_bool().or_else(|| (node.is_object() && node.is_empty()).then_some(true))
    }

    /// True if what a `$dynamicRef` leads to depends on where it is come from.
    pub(crate) fn is_dynamic(&self, schema: &Schema) -> bool {
        let reference = schema.at.get(self.sources).get_str("$dynamicRef").unwrap_or_default();
        let name = reference.split_once('#').map_or("", |(_, fragment)| fragment);
        let is_said_twice =
            || self.model.schemas.resources().iter().filter(|it| it.dynamic_anchors.contains_key(name)).count() > 1;
        schema.dynamic.is_some_and(|target| target.is_dynamic) && is_said_twice()
    }

    /// False for a required member that a role does not send, by the schema that requires it (OpenAPI 3.1.1 §4.8.24).
    pub(crate) fn is_sent(&self, owner: SchemaId, name: &str, role: Role) -> bool {
        match role {
            Role::Any => true,
            Role::Request => !self.member_has(owner, name, "readOnly"),
            Role::Response => !self.member_has(owner, name, "writeOnly"),
            Role::Either => !self.member_has(owner, name, "readOnly") && !self.member_has(owner, name, "writeOnly"),
        }
    }

    /// True if a member's own schema, or the one it refers to, carries the flag; it may be declared in what the owner is
    /// composed of.
    pub(crate) fn member_has(&self, owner: SchemaId, name: &str, flag: &str) -> bool {
        let schemas = &self.model.schemas;
        let carries =
            |id: SchemaId| schemas.get(id).at.get(self.sources).get(flag).and_then(Node::as_bool) == Some(true);
        let (mut parts, mut next) = (vec![owner], 0);
        while let Some(part) = parts.get(next).copied().filter(|_| next < 64) {
            next += 1;
            let Schema { at, target, .. } = *schemas.get(part);
            let node = at.get(self.sources);
            let own = node.get("properties").and_then(|properties| properties.get(name));
            if let Some(child) = own.and_then(|own| schemas.at(at.sibling(own))) {
                return carries(child) || schemas.get(child).target.is_some_and(carries);
            }
            let all = node.get("allOf").into_iter().flat_map(Node::items);
            let all = all.filter_map(|member| schemas.at(at.sibling(member)));
            let new: Vec<SchemaId> = all.chain(target).filter(|part| !parts.contains(part)).collect();
            parts.extend(new);
        }
        false
    }
}
