//! Keywords of objects but for named properties (Core §10.2.2.4, §10.3.2, §11.3; Validation §6.5.4).

use super::context::{Bearing, Context, Was};
use super::properties;
use crate::{Edit, Kind, Step};
use rustc_hash::FxHashMap;
use stipula_model::{Kw, SchemaId};
use stipula_source::Node;

/// Compares what is said about objects.
pub(crate) fn compare(context: &mut Context<'_, '_>) {
    properties::compare(context);
    patterns(context);
    undeclared(context);
    names(context);
    unevaluated(context);
    required_by_names(context);
    schemas_by_names(context);
}

/// A member of a map that one side lacks.
struct Lone<'a> {
    name: &'a str,
    id: SchemaId,
}

/// Descends into members with the same name; returns those that only one side has.
fn by_name<'a>(
    context: &mut Context<'_, 'a>,
    kw: Kw,
    bearing: Bearing,
    step: impl Fn(&str) -> Option<Step>,
) -> (Vec<Lone<'a>>, Vec<Lone<'a>>) {
    let (old, new) = (context.old.map(kw), context.new.map(kw));
    let old_by_name: FxHashMap<&str, SchemaId> = old.iter().copied().collect();
    let new_by_name: FxHashMap<&str, SchemaId> = new.iter().copied().collect();
    let lone = |(name, id)| Lone { name, id };
    let mut removed = Vec::new();
    for (name, id) in old {
        match new_by_name.get(name) {
            Some(other) => context.descend(id, *other, step(name), bearing),
            None => removed.push(lone((name, id))),
        }
    }
    let added = new.into_iter().filter(|(name, _)| !old_by_name.contains_key(name)).map(lone).collect();
    (removed, added)
}

/// Notes each member that only one side has.
fn note_lone(
    context: &mut Context<'_, '_>,
    kw: Kw,
    (removed, added): (Vec<Lone<'_>>, Vec<Lone<'_>>),
    kinds: (Kind, Kind),
    edit: impl Fn(&str) -> Edit,
) {
    let (old_map, new_map) = context.places(kw);
    for Lone { name, id } in removed {
        let at = context.old_node(id);
        let was = Was::named(name, Some(context.comparer.node(at)), None);
        context.note(kinds.0, edit(name), (at, new_map), was);
    }
    for Lone { name, id } in added {
        let at = context.new_node(id);
        let was = Was::named(name, None, Some(context.comparer.node(at)));
        context.note(kinds.1, edit(name), (old_map, at), was);
    }
}

fn patterns(context: &mut Context<'_, '_>) {
    let step = |pattern: &str| Some(Step::Matching(pattern.to_owned()));
    let lone = by_name(context, Kw::PatternProperties, Bearing::Monotone, step);
    let kinds = (Kind::PatternPropertyRemoved, Kind::PatternPropertyAdded);
    note_lone(context, Kw::PatternProperties, lone, kinds, |pattern| Edit::PatternProperty(pattern.to_owned()));
}

/// `additionalProperties`: allowed, forbidden, or with a schema.
fn undeclared(context: &mut Context<'_, '_>) {
    let kw = Kw::AdditionalProperties;
    let kind = match (Openness::of(context.old.value(kw)), Openness::of(context.new.value(kw))) {
        (Openness::Schema, Openness::Schema) => {
            if let (Some(old), Some(new)) = (context.old.schema(kw), context.new.schema(kw)) {
                context.descend(old, new, Some(Step::Undeclared), Bearing::Monotone);
            }
            return;
        }
        (old, new) if old == new => return,
        (_, Openness::Closed) => Kind::AdditionalPropertiesForbidden,
        (Openness::Closed, _) => Kind::AdditionalPropertiesAllowed,
        _ => Kind::AdditionalPropertiesChanged,
    };
    context.note_keywords(kind, &[kw]);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Openness {
    Open,
    Closed,
    Schema,
}

impl Openness {
    fn of(value: Option<Node<'_>>) -> Self {
        match value {
            Some(value) if value.as_bool() == Some(false) => Self::Closed,
            Some(value) if value.is_object() && !value.is_empty() => Self::Schema,
            _ => Self::Open,
        }
    }
}

fn names(context: &mut Context<'_, '_>) {
    let kw = Kw::PropertyNames;
    match (context.old.schema(kw), context.new.schema(kw)) {
        (Some(old), Some(new)) => context.descend(old, new, Some(Step::Name), Bearing::Monotone),
        (None, None) => {}
        _ => context.note_keywords(Kind::PropertyNamesChanged, &[kw]),
    }
}

fn unevaluated(context: &mut Context<'_, '_>) {
    let kw = Kw::UnevaluatedProperties;
    match (Openness::of(context.old.value(kw)), Openness::of(context.new.value(kw))) {
        (Openness::Schema, Openness::Schema) => {
            if let (Some(old), Some(new)) = (context.old.schema(kw), context.new.schema(kw)) {
                context.descend(old, new, Some(Step::Undeclared), Bearing::Monotone);
            }
        }
        (old, new) if old == new => {}
        _ => context.note_keywords(Kind::UnevaluatedPropertiesChanged, &[kw]),
    }
}

/// `dependentRequired`: what the presence of a property asks for, name by name.
fn required_by_names(context: &mut Context<'_, '_>) {
    let kw = Kw::DependentRequired;
    let (old, new) = (context.old.names(kw), context.new.names(kw));
    let mut names: Vec<&str> = old.iter().chain(&new).map(|(name, _)| *name).collect();
    names.sort_unstable();
    names.dedup();
    let map = context.places(kw);
    for name in names {
        let (old, new) = (find(&old, name), find(&new, name));
        let places = (
            old.map_or(map.0, |value| context.old.at.sibling(value)),
            new.map_or(map.1, |value| context.new.at.sibling(value)),
        );
        for (kind, is_so) in [(Kind::DependencyRemoved, lacks(new, old)), (Kind::DependencyAdded, lacks(old, new))] {
            if is_so {
                context.note(kind, Edit::Keywords(vec![kw]), places, Was::named(name, old, new));
            }
        }
    }
}

fn find<'a>(list: &[(&str, Node<'a>)], name: &str) -> Option<Node<'a>> {
    list.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

/// True if the second list has a name that the first has not.
fn lacks(list: Option<Node<'_>>, other: Option<Node<'_>>) -> bool {
    let has = |name: &str| list.is_some_and(|list| list.items().any(|known| known.as_str() == Some(name)));
    other.is_some_and(|other| other.items().filter_map(Node::as_str).any(|name| !has(name)))
}

/// `dependentSchemas`: they hold for the same value.
fn schemas_by_names(context: &mut Context<'_, '_>) {
    let bearing = context.in_place();
    let lone = by_name(context, Kw::DependentSchemas, bearing, |_| None);
    let kinds = (Kind::DependencyRemoved, Kind::DependencyAdded);
    note_lone(context, Kw::DependentSchemas, lone, kinds, |_| Edit::Keywords(vec![Kw::DependentSchemas]));
}
