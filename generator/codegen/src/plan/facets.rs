//! What a schema says about one value, with everything that applies to the same value: `$ref` and `allOf` (JSON Schema Core
//! §10.2.1). What does not fit is named in `residual` and becomes a rule; the facets then accept more than the schema.

use crate::Input;
use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use stipula_model::{Keyword, Kw, SchemaId, Shape, TypeSet};
use stipula_source::Node;

use super::{NumberFacets, TextFacets};

/// What is said about a value.
#[derive(Debug, Default)]
pub(crate) struct Facets<'m> {
    pub(crate) types: Option<TypeSet>,
    pub(crate) properties: IndexMap<&'m str, SchemaId>,
    pub(crate) required: IndexSet<&'m str>,
    pub(crate) additional: Additional,
    pub(crate) min_members: Option<u64>,
    pub(crate) max_members: Option<u64>,
    pub(crate) dependencies: Vec<(&'m str, Vec<&'m str>)>,
    pub(crate) text: TextFacets,
    pub(crate) number: NumberFacets,
    pub(crate) values: Option<Vec<Node<'m>>>,
    pub(crate) is_open: bool,
    pub(crate) items: Option<SchemaId>,
    pub(crate) prefix: Vec<SchemaId>,
    pub(crate) min_items: Option<u64>,
    pub(crate) max_items: Option<u64>,
    pub(crate) unique: bool,
    pub(crate) one_of: Option<Vec<SchemaId>>,
    pub(crate) any_of: Option<Vec<SchemaId>>,
    pub(crate) discriminator: Option<Node<'m>>,
    /// Keywords that are said by rules.
    pub(crate) residual: BTreeSet<&'static str>,
    /// True if some part is `false`.
    pub(crate) is_never: bool,
}

/// Members that are not named.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Additional {
    #[default]
    Open,
    Closed,
    Typed(SchemaId),
}

impl<'m> Facets<'m> {
    /// The facets of a schema.
    pub(crate) fn of(input: &Input<'m>, id: SchemaId) -> Facets<'m> {
        let mut facets = Facets::default();
        facets.add(input, id, &mut FxHashSet::default());
        facets
    }

    fn add(&mut self, input: &Input<'m>, id: SchemaId, seen: &mut FxHashSet<SchemaId>) {
        if !seen.insert(id) {
            return;
        }
        let node = input.model.schemas.get(id).at.get(input.sources);
        if node.as_bool() == Some(false) {
            self.is_never = true;
        }
        let is_first = seen.len() == 1;
        self.is_open |= node.get_str("x-enum-policy") == Some("open")
            || node.get("x-extensible-enum").and_then(Node::as_bool) == Some(true);
        let before = self.properties.len();
        let mut additional = Additional::Open;
        for keyword in input.model.schemas.keywords(input.sources, id) {
            if let (Kw::AdditionalProperties, Shape::Schema(child)) = (keyword.kw, &keyword.shape) {
                additional = Self::additional(input, *child);
            } else {
                self.keyword(input, keyword, seen);
            }
        }
        self.add_additional(additional, is_first || before == 0, seen.len());
    }

    fn additional(input: &Input<'m>, child: SchemaId) -> Additional {
        match input.model.schemas.get(child).at.get(input.sources).as_bool() {
            Some(false) => Additional::Closed,
            Some(true) => Additional::Open,
            None => Additional::Typed(child),
        }
    }

    /// `additionalProperties` sees only the properties beside it (Core §10.3.2.3).
    fn add_additional(&mut self, additional: Additional, sees_all: bool, parts: usize) {
        match (additional, self.additional) {
            (Additional::Open, _) => {}
            (new, Additional::Open) if sees_all && parts == 1 => self.additional = new,
            _ => {
                self.residual.insert("additionalProperties");
            }
        }
    }

    fn keyword(&mut self, input: &Input<'m>, keyword: Keyword<'m>, seen: &mut FxHashSet<SchemaId>) {
        let kw = keyword.kw;
        match keyword.shape {
            Shape::Types(types) => self.add_types(types.set),
            Shape::Value(value) => self.value(kw, value),
            Shape::Target(Some(target)) if kw == Kw::Ref => self.add(input, target, seen),
            Shape::Schemas(parts) if kw == Kw::AllOf => parts.into_iter().for_each(|part| self.add(input, part, seen)),
            Shape::Schemas(parts) => self.schemas(kw, parts),
            Shape::Schema(child) if kw == Kw::Items => {
                if self.items.replace(child).is_some_and(|old| old != child) {
                    self.residual.insert("items");
                }
            }
            Shape::Map(members) if kw == Kw::Properties => {
                for (name, child) in members {
                    self.property(name.as_str().unwrap_or_default(), child);
                }
            }
            Shape::Map(_) if kw == Kw::Defs => {}
            Shape::Names(names) => {
                for (name, needs) in names {
                    let needs = needs.items().filter_map(Node::as_str).collect();
                    self.dependencies.push((name.as_str().unwrap_or_default(), needs));
                }
            }
            Shape::Target(_) if kw != Kw::DynamicRef => {}
            Shape::Schema(_) if kw == Kw::ContentSchema => {}
            _ => {
                self.residual.insert(kw.name());
            }
        }
    }

    fn property(&mut self, name: &'m str, child: SchemaId) {
        match self.properties.get(name) {
            Some(known) if *known != child => {
                self.residual.insert("properties");
            }
            Some(_) => {}
            None => {
                self.properties.insert(name, child);
            }
        }
    }

    fn schemas(&mut self, kw: Kw, parts: Vec<SchemaId>) {
        let slot = match kw {
            Kw::OneOf => &mut self.one_of,
            Kw::AnyOf => &mut self.any_of,
            Kw::PrefixItems if self.prefix.is_empty() => {
                self.prefix = parts;
                return;
            }
            _ => {
                self.residual.insert(kw.name());
                return;
            }
        };
        if slot.is_none() {
            *slot = Some(parts);
        } else {
            self.residual.insert(kw.name());
        }
    }

    fn add_types(&mut self, set: TypeSet) {
        if set == TypeSet::default() {
            return;
        }
        self.types = Some(match self.types {
            None => set,
            Some(known) => both(known, set),
        });
    }

    fn value(&mut self, kw: Kw, value: Node<'m>) {
        match kw {
            Kw::Required => self.required.extend(value.items().filter_map(Node::as_str)),
            Kw::Enum => self.add_values(value.items().collect()),
            Kw::Const => self.add_values(vec![value]),
            Kw::Pattern => self.text.patterns.extend(value.as_str().map(str::to_owned)),
            Kw::Format => self.format(value),
            Kw::UniqueItems => self.unique |= value.as_bool() == Some(true),
            Kw::Discriminator => self.discriminator = self.discriminator.or(Some(value)),
            Kw::MinLength => raise(&mut self.text.min_length, value),
            Kw::MaxLength => lower(&mut self.text.max_length, value),
            Kw::MinItems => raise(&mut self.min_items, value),
            Kw::MaxItems => lower(&mut self.max_items, value),
            Kw::MinProperties => raise(&mut self.min_members, value),
            Kw::MaxProperties => lower(&mut self.max_members, value),
            Kw::MinContains | Kw::MaxContains => {}
            _ => self.bound(kw, value),
        }
    }

    fn bound(&mut self, kw: Kw, value: Node<'m>) {
        let Some(text) = value.as_number().map(str::to_owned) else { return };
        let slot = match kw {
            Kw::Minimum => &mut self.number.minimum,
            Kw::Maximum => &mut self.number.maximum,
            Kw::ExclusiveMinimum => &mut self.number.exclusive_minimum,
            Kw::ExclusiveMaximum => &mut self.number.exclusive_maximum,
            Kw::MultipleOf => return self.number.multiple_of.push(text),
            _ => return,
        };
        if slot.as_ref().is_some_and(|known| *known != text) {
            self.residual.insert(kw.name());
        } else {
            *slot = Some(text);
        }
    }

    fn format(&mut self, value: Node<'m>) {
        let Some(format) = value.as_str() else { return };
        if self.text.format.as_deref().is_some_and(|known| known != format) {
            self.residual.insert("format");
        } else {
            self.text.format = Some(format.to_owned());
        }
    }

    fn add_values(&mut self, new: Vec<Node<'m>>) {
        self.values = Some(match self.values.take() {
            None => new,
            Some(known) => {
                self.residual.insert("enum");
                if known.len() <= new.len() { known } else { new }
            }
        });
    }

    /// True if something besides types and documentation is said.
    pub(crate) fn has_object_facets(&self) -> bool {
        !self.properties.is_empty()
            || !self.required.is_empty()
            || self.additional != Additional::Open
            || !self.dependencies.is_empty()
            || self.min_members.is_some()
            || self.max_members.is_some()
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

fn count(value: Node<'_>) -> Option<u64> {
    let text = value.as_number()?;
    text.parse().ok().or_else(|| {
        let number: f64 = text.parse().ok()?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count, checked to be one")]
        (number >= 0.0 && number.fract() == 0.0 && number < 1e15).then_some(number as u64)
    })
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
