//! What schemas say about one value, with everything that applies to the same value: `$ref` and `allOf` (JSON Schema Core
//! §10.2.1). What does not fit is named in `residual` and becomes a rule; the facets then accept more than the schemas.

mod members;
mod numbers;
mod values;

pub(crate) use members::{Members, Part};
pub(crate) use numbers::bounds;
pub(crate) use values::equal;

use super::{NumberFacets, TextFacets};
use crate::Input;
use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use stipula_model::{Keyword, Kind, Kw, Role, SchemaId, Shape, TypeSet};
use stipula_source::Node;

/// Schemas that are reached from one by more `$ref`s and `allOf`s than this are left to rules.
const MOST_SCHEMAS: usize = 256;

/// What a type is made of: schemas that all apply to one value.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Subject {
    /// The schemas; the first is where its type comes from.
    pub(crate) schemas: Vec<SchemaId>,
    /// Compositions that are left aside: one of their branches is among the schemas.
    pub(crate) without: Vec<(SchemaId, Kw)>,
    /// Whose view of `readOnly` and `writeOnly` counts.
    pub(crate) role: Role,
}

impl Subject {
    pub(crate) fn one(id: SchemaId, role: Role) -> Self {
        Subject { schemas: vec![id], without: Vec::new(), role }
    }

    /// The schema that its type comes from.
    pub(crate) fn first(&self) -> SchemaId {
        self.schemas[0]
    }

    /// The same value, held against a branch of one of its compositions.
    pub(crate) fn with_branch(&self, composition: &Composition, branch: SchemaId) -> Self {
        let mut subject = self.clone();
        subject.schemas.push(branch);
        subject.without.push((composition.owner, composition.kw));
        subject
    }
}

/// A `oneOf` or an `anyOf`.
#[derive(Debug, Clone)]
pub(crate) struct Composition {
    pub(crate) owner: SchemaId,
    pub(crate) kw: Kw,
    pub(crate) branches: Vec<SchemaId>,
}

/// What is said about a value.
#[derive(Debug, Default, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a keyword of its own")]
pub(crate) struct Facets<'m> {
    pub(crate) types: Option<TypeSet>,
    /// The type that no keyword says and a description of an API means.
    pub(crate) assumed: Option<&'static str>,
    pub(crate) members: Members<'m>,
    pub(crate) required: IndexSet<&'m str>,
    pub(crate) min_members: Option<u64>,
    pub(crate) max_members: Option<u64>,
    pub(crate) dependencies: Vec<(&'m str, Vec<&'m str>)>,
    pub(crate) text: TextFacets,
    pub(crate) number: NumberFacets,
    pub(crate) values: Option<Vec<Node<'m>>>,
    pub(crate) is_open: bool,
    /// `prefixItems` and `items` that stand beside each other, with the schema that has them.
    pub(crate) items: Vec<Items>,
    pub(crate) min_items: Option<u64>,
    pub(crate) max_items: Option<u64>,
    pub(crate) unique: bool,
    pub(crate) compositions: Vec<Composition>,
    pub(crate) discriminator: Option<Node<'m>>,
    /// Keywords that are said by rules, with the schemas that have them.
    pub(crate) residual: IndexMap<SchemaId, BTreeSet<Kw>>,
    /// True if no value is accepted.
    pub(crate) is_never: bool,
    /// True if a `$dynamicRef` applies: what it means depends on where the schema is reached from.
    pub(crate) is_dynamic: bool,
}

/// What one schema says about the items of an array.
#[derive(Debug, Clone)]
pub(crate) struct Items {
    pub(crate) owner: SchemaId,
    pub(crate) prefix: Vec<SchemaId>,
    pub(crate) rest: Option<SchemaId>,
}

/// Adds what schemas say.
struct Collector<'c, 'm> {
    input: &'c Input<'m>,
    subject: &'c Subject,
    facets: Facets<'m>,
    seen: FxHashSet<SchemaId>,
}

impl<'m> Facets<'m> {
    /// The facets of a subject.
    pub(crate) fn of(input: &Input<'m>, subject: &Subject) -> Facets<'m> {
        let mut collector = Collector { input, subject, facets: Facets::default(), seen: FxHashSet::default() };
        for id in &subject.schemas {
            collector.add(*id);
        }
        let mut facets = collector.facets;
        facets.leave_out(&subject.without);
        facets.narrow();
        if facets.types.is_none() && facets.values.is_none() && facets.compositions.is_empty() {
            facets.assume(input, subject);
        }
        facets
    }

    /// Rules that stand elsewhere.
    fn leave_out(&mut self, without: &[(SchemaId, Kw)]) {
        self.residual.retain(|owner, kws| {
            kws.retain(|kw| !without.contains(&(*owner, *kw)));
            !kws.is_empty()
        });
    }

    /// In descriptions of APIs nobody means "or anything that is no object" by `properties` without `type`.
    fn assume(&mut self, input: &Input<'m>, subject: &Subject) {
        let at = input.model.schemas.get(subject.first()).at;
        let kind = input.model.contract_in(at.file).map(|contract| contract.kind);
        if !matches!(kind, Some(Kind::OpenApi(_) | Kind::AsyncApi(_))) {
            return;
        }
        if let Some(name) = self.families().first().copied() {
            let mut set = TypeSet::default();
            set.insert(name);
            (self.types, self.assumed) = (Some(set), Some(name));
        }
    }

    /// The types that keywords say something about.
    pub(crate) fn families(&self) -> Vec<&'static str> {
        let said = [
            ("object", self.has_object_facets()),
            ("array", self.has_array_facets()),
            ("string", self.text != TextFacets::default()),
            ("number", self.number != NumberFacets::default()),
        ];
        said.into_iter().filter(|(_, is_said)| *is_said).map(|(name, _)| name).collect()
    }

    pub(crate) fn has_object_facets(&self) -> bool {
        self.members.says_something()
            || !self.required.is_empty()
            || !self.dependencies.is_empty()
            || self.min_members.is_some()
            || self.max_members.is_some()
    }

    pub(crate) fn has_array_facets(&self) -> bool {
        !self.items.is_empty() || self.min_items.is_some() || self.max_items.is_some() || self.unique
    }

    /// True if nothing is said but `type`, compositions and rules.
    pub(crate) fn is_bare(&self) -> bool {
        self.values.is_none() && self.families().is_empty() && !self.is_never
    }

    /// Leaves a keyword of a schema to the rules.
    pub(crate) fn leave(&mut self, owner: SchemaId, kw: Kw) {
        self.residual.entry(owner).or_default().insert(kw);
    }

    /// True if a rule looks at values of every type, `null` included.
    pub(crate) fn has_wide_rule(&self) -> bool {
        let is_wide = |kw: &Kw| {
            use Kw::{AllOf, AnyOf, Const, DynamicRef, Else, Enum, If, Not, OneOf, Ref, Then};
            matches!(kw, AllOf | AnyOf | Const | DynamicRef | Else | Enum | If | Not | OneOf | Ref | Then)
        };
        self.residual.values().flatten().any(is_wide)
    }
}

impl<'m> Collector<'_, 'm> {
    fn add(&mut self, id: SchemaId) {
        if !self.seen.insert(id) {
            return;
        }
        let node = self.input.model.schemas.get(id).at.get(self.input.sources);
        self.facets.is_never |= node.as_bool() == Some(false);
        self.facets.is_open |= node.get_str("x-enum-policy") == Some("open")
            || node.get("x-extensible-enum").and_then(Node::as_bool) == Some(true);
        let (mut part, mut items) = (Part::of(id), Items { owner: id, prefix: Vec::new(), rest: None });
        for keyword in self.input.model.schemas.keywords(self.input.sources, id) {
            let kw = keyword.kw;
            match keyword.shape {
                Shape::Schemas(prefix) if kw == Kw::PrefixItems => items.prefix = prefix,
                Shape::Schema(child) if kw == Kw::Items => items.rest = Some(child),
                Shape::Schema(child) if kw == Kw::AdditionalProperties => part.additional = Some(child),
                Shape::Map(members) if kw == Kw::Properties => {
                    let named = members.into_iter().map(|(name, child)| (name.as_str().unwrap_or_default(), child));
                    part.properties.extend(named.map(|(name, child)| (name, Some(child))));
                }
                Shape::Map(patterns) if kw == Kw::PatternProperties => {
                    part.patterns.extend(patterns.into_iter().map(|(_, child)| child));
                }
                _ => self.keyword(id, keyword),
            }
        }
        if items.rest.is_some() || !items.prefix.is_empty() {
            self.facets.items.push(items);
        }
        self.facets.add_part(self.input, part);
    }

    fn keyword(&mut self, owner: SchemaId, keyword: Keyword<'m>) {
        let kw = keyword.kw;
        match keyword.shape {
            Shape::Types(types) => self.facets.add_types(types.set),
            Shape::Value(value) => self.value(owner, kw, value),
            Shape::Target(target) => self.target(owner, kw, target),
            Shape::Schemas(parts) if kw == Kw::AllOf => parts.into_iter().for_each(|part| self.part(owner, kw, part)),
            Shape::Schemas(branches) => self.composition(Composition { owner, kw, branches }),
            Shape::Names(names) => {
                for (name, needs) in names {
                    let needs = needs.items().filter_map(Node::as_str).collect();
                    self.facets.dependencies.push((name.as_str().unwrap_or_default(), needs));
                }
            }
            Shape::Schema(child) if kw == Kw::UnevaluatedProperties => self.unevaluated(owner, child),
            Shape::Schema(_) if kw == Kw::ContentSchema => {}
            Shape::Map(_) if kw == Kw::Defs => {}
            // `then` and `else` without `if` say nothing (Core §10.2.2).
            Shape::Schema(_) if matches!(kw, Kw::Then | Kw::Else) && !self.has(owner, "if") => {}
            Shape::Schema(_) | Shape::Map(_) => self.facets.leave(owner, kw),
        }
    }

    fn has(&self, owner: SchemaId, key: &str) -> bool {
        self.input.model.schemas.get(owner).at.get(self.input.sources).get(key).is_some()
    }

    fn target(&mut self, owner: SchemaId, kw: Kw, target: Option<SchemaId>) {
        let schema = self.input.model.schemas.get(owner);
        let is_dynamic = kw == Kw::DynamicRef && self.input.is_dynamic(schema);
        match target {
            Some(target) if !is_dynamic => self.part(owner, kw, target),
            _ => self.facets.is_dynamic |= is_dynamic,
        }
    }

    fn part(&mut self, owner: SchemaId, kw: Kw, part: SchemaId) {
        if self.seen.len() < MOST_SCHEMAS {
            self.add(part);
        } else {
            self.facets.leave(owner, kw);
        }
    }

    fn composition(&mut self, composition: Composition) {
        if !self.subject.without.contains(&(composition.owner, composition.kw)) {
            self.facets.compositions.push(composition);
        }
    }

    /// `unevaluatedProperties` sees what the schemas beside it name; where that is not the same for all values, a rule does.
    fn unevaluated(&mut self, owner: SchemaId, child: SchemaId) {
        match members::evaluated(self.input, owner) {
            members::Evaluated::Names(names) => {
                let properties = names.into_iter().map(|name| (name, None)).collect();
                let part = Part { properties, additional: Some(child), ..Part::of(owner) };
                self.facets.add_part(self.input, part);
            }
            members::Evaluated::All => {}
            members::Evaluated::Depends => self.facets.leave(owner, Kw::UnevaluatedProperties),
        }
    }

    fn value(&mut self, owner: SchemaId, kw: Kw, value: Node<'m>) {
        let facets = &mut self.facets;
        match kw {
            Kw::Required => {
                let names = value.items().filter_map(Node::as_str);
                let role = self.subject.role;
                facets.required.extend(names.filter(|name| self.input.is_sent(owner, name, role)));
            }
            Kw::Enum if value.is_array() => facets.add_values(value.items().collect()),
            Kw::Const => facets.add_values(vec![value]),
            Kw::Pattern => facets.pattern(owner, value),
            Kw::Format => facets.format(owner, value),
            Kw::UniqueItems => facets.unique |= value.as_bool() == Some(true),
            Kw::Discriminator => facets.discriminator = facets.discriminator.or(Some(value)),
            Kw::MinLength => raise(&mut facets.text.min_length, value),
            Kw::MaxLength => lower(&mut facets.text.max_length, value),
            Kw::MinItems => raise(&mut facets.min_items, value),
            Kw::MaxItems => lower(&mut facets.max_items, value),
            Kw::MinProperties => raise(&mut facets.min_members, value),
            Kw::MaxProperties => lower(&mut facets.max_members, value),
            _ => facets.bound(owner, kw, value),
        }
    }
}

impl<'m> Facets<'m> {
    fn add_types(&mut self, set: TypeSet) {
        if set != TypeSet::default() {
            self.types = Some(self.types.map_or(set, |known| both(known, set)));
        }
    }

    /// One pattern is said by a type; a second is a rule.
    fn pattern(&mut self, owner: SchemaId, value: Node<'m>) {
        let Some(pattern) = value.as_str() else { return };
        match self.text.patterns.first() {
            Some(known) if known != pattern => self.leave(owner, Kw::Pattern),
            Some(_) => {}
            None => self.text.patterns.push(pattern.to_owned()),
        }
    }

    fn format(&mut self, owner: SchemaId, value: Node<'m>) {
        let Some(format) = value.as_str() else { return };
        match &self.text.format {
            Some(known) if known != format => self.leave(owner, Kw::Format),
            _ => self.text.format = Some(format.to_owned()),
        }
    }

    /// What contradicts itself accepts nothing.
    fn narrow(&mut self) {
        self.filter_values();
        let is_empty = |set: TypeSet| set == TypeSet::default();
        self.is_never |= self.types.is_some_and(is_empty) || self.values.as_ref().is_some_and(Vec::is_empty);
    }
}

/// The types in both sets; an integer is a number.
fn both(one: TypeSet, other: TypeSet) -> TypeSet {
    let mut set = TypeSet::default();
    for name in TypeSet::NAMES {
        let has = |types: TypeSet| types.contains(name) || (name == "integer" && types.contains("number"));
        if has(one) && has(other) {
            set.insert(name);
        }
    }
    set
}

/// A count as JSON Schema has it: `2.0` and `2e0` are two.
fn count(value: Node<'_>) -> Option<u64> {
    let number: stipula_rt::Number = value.as_number()?.parse().ok()?;
    number.as_u64()
}

fn raise(slot: &mut Option<u64>, value: Node<'_>) {
    *slot = count(value).max(*slot);
}

fn lower(slot: &mut Option<u64>, value: Node<'_>) {
    *slot = match (*slot, count(value)) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
}
