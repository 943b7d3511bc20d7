//! Keywords that accept and reject nothing (Validation §9; OpenAPI's base vocabulary).

use super::context::{Context, Was};
use super::members::{Member, match_members};
use super::side::Side;
use crate::{Edit, Kind};
use stipula_model::{Kw, NodeRef};
use stipula_source::Node;

/// Words for people: each is an edit of its own.
const WORDS: [Kw; 4] = [Kw::Title, Kw::Description, Kw::Comment, Kw::ExternalDocs];

/// Compares what the two schemas say about values.
pub(crate) fn compare(context: &mut Context<'_, '_>) {
    let skip = context.skip.clone();
    compare_those(context, |kw| !skip.contains(&kw));
}

/// Compares only these annotations.
pub(crate) fn compare_only(context: &mut Context<'_, '_>, only: &[Kw]) {
    compare_those(context, |kw| only.contains(&kw));
}

fn compare_those(context: &mut Context<'_, '_>, counts: impl Fn(Kw) -> bool) {
    for kw in WORDS.into_iter().filter(|kw| counts(*kw)) {
        if !context.same_value(kw) {
            note(context, Kind::DescriptionChanged, kw, Some(kw.name()));
        }
    }
    let examples = [Kw::Examples, Kw::Example];
    if let Some(kw) = examples.into_iter().filter(|kw| counts(*kw)).find(|kw| !context.same_value(*kw)) {
        note(context, Kind::ExamplesChanged, kw, None);
    }
    for (kw, kind) in [(Kw::Default, Kind::DefaultChanged), (Kw::Xml, Kind::XmlChanged)] {
        if counts(kw) && !context.same_value(kw) {
            note(context, kind, kw, None);
        }
    }
    for (kw, kinds) in [
        (Kw::ReadOnly, (Kind::ReadOnlyChanged, Kind::ReadOnlyChanged)),
        (Kw::WriteOnly, (Kind::WriteOnlyChanged, Kind::WriteOnlyChanged)),
        (Kw::Deprecated, (Kind::SchemaDeprecated, Kind::SchemaReactivated)),
    ] {
        if counts(kw) {
            flag(context, kw, kinds);
        }
    }
    if counts(Kw::Discriminator) {
        discriminator(context);
    }
}

fn note(context: &mut Context<'_, '_>, kind: Kind, kw: Kw, name: Option<&str>) {
    let was = Was::values(context.old.value(kw), context.new.value(kw));
    let places = context.places(kw);
    context.note(kind, Edit::Annotation, places, Was { name: name.map(str::to_owned), ..was });
}

/// A flag that is absent is not set.
fn flag(context: &mut Context<'_, '_>, kw: Kw, (set, cleared): (Kind, Kind)) {
    let is_set = |side: &Side<'_>| side.value(kw).and_then(Node::as_bool) == Some(true);
    match (is_set(&context.old), is_set(&context.new)) {
        (false, true) => note(context, set, kw, None),
        (true, false) => note(context, cleared, kw, None),
        _ => {}
    }
}

/// `discriminator`: the property, and which value means which schema. Without a mapping the names of the alternatives
/// are the values (OpenAPI 3.1.1 §4.8.25).
fn discriminator(context: &mut Context<'_, '_>) {
    let (old, new) = (discriminating(&context.old), discriminating(&context.new));
    if old != new {
        return note(context, Kind::DiscriminatorChanged, Kw::Discriminator, None);
    }
    if old.is_none() {
        return;
    }
    let (old, new) = (mapping(context, true), mapping(context, false));
    let alternatives = alternatives(context);
    for tag in &old {
        match new.iter().find(|other| other.value == tag.value) {
            None => mapped(context, Kind::DiscriminatorMappingRemoved, Some(tag), None),
            Some(other) if !is_same_target(context, &alternatives, tag, other) => {
                mapped(context, Kind::DiscriminatorChanged, Some(tag), Some(other));
            }
            Some(_) => {}
        }
    }
    for tag in new.iter().filter(|tag| !old.iter().any(|other| other.value == tag.value)) {
        mapped(context, Kind::DiscriminatorMappingAdded, None, Some(tag));
    }
}

/// The property that tells alternatives apart.
fn discriminating<'a>(side: &Side<'a>) -> Option<&'a str> {
    side.value(Kw::Discriminator).map(|value| value.get_str("propertyName").unwrap_or_default())
}

/// A value of the discriminating property.
struct Tag {
    value: String,
    /// What it means, as it is written.
    means: String,
    /// The schema it means, if an alternative or a component is called so.
    target: Option<NodeRef>,
    at: NodeRef,
}

/// The declared mapping and the names of alternatives that it leaves out.
fn mapping(context: &Context<'_, '_>, old: bool) -> Vec<Tag> {
    let (version, side) = context.side(old);
    let mut named = Vec::new();
    for kw in [Kw::OneOf, Kw::AnyOf] {
        for id in side.list(kw) {
            let member = Side::of(version, *id);
            let reference = member.value(Kw::Ref).map(|value| member.at.sibling(value));
            if let (Some(at), Some(target)) = (reference, member.target(Kw::Ref)) {
                let text = at.get(version.sources).as_str().unwrap_or_default();
                named.push((text, version.model.schemas.get(target).at, at));
            }
        }
    }
    let declared = side.value(Kw::Discriminator).and_then(|value| value.get("mapping"));
    let entries = declared.into_iter().flat_map(Node::members);
    let mut tags: Vec<Tag> = entries
        .map(|(value, means)| {
            let text = means.as_str().unwrap_or_default();
            let alternative = named.iter().find(|(name, ..)| *name == text || last(name) == text);
            let target = alternative
                .map(|(_, target, _)| *target)
                .or_else(|| context.comparer.equality.component(old, side.at.file, text));
            Tag { value: value.to_owned(), means: text.to_owned(), target, at: side.at.sibling(means) }
        })
        .collect();
    for (name, target, at) in named {
        if !tags.iter().any(|tag| tag.target == Some(target)) {
            tags.push(Tag { value: last(name).to_owned(), means: name.to_owned(), target: Some(target), at });
        }
    }
    tags
}

/// The name of the component that a reference leads to.
fn last(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or(reference)
}

/// The alternatives that correspond, whatever they are called: those of the old version with those of the new one.
fn alternatives(context: &mut Context<'_, '_>) -> Vec<(NodeRef, NodeRef)> {
    let mut found = Vec::new();
    for kw in [Kw::OneOf, Kw::AnyOf] {
        let old = Member::list(context.comparer.old, &context.old, kw);
        let new = Member::list(context.comparer.new, &context.new, kw);
        let pairs = match_members(context, &old, &new).pairs;
        found.extend(pairs.iter().map(|(o, n)| (context.old_node(old[*o].id), context.new_node(new[*n].id))));
    }
    found
}

/// True if what two tags mean corresponds: how it differs is said where it is compared.
fn is_same_target(context: &mut Context<'_, '_>, alternatives: &[(NodeRef, NodeRef)], old: &Tag, new: &Tag) -> bool {
    let comparer = &mut *context.comparer;
    match (old.target, new.target) {
        (Some(old), Some(new)) => {
            alternatives.contains(&(old, new))
                || comparer.references.renamed.get(&old) == Some(&new)
                || comparer.equality.same_place(old, new)
                || comparer.same(old, new)
        }
        _ => old.means == new.means,
    }
}

fn mapped(context: &mut Context<'_, '_>, kind: Kind, old: Option<&Tag>, new: Option<&Tag>) {
    let places = context.places(Kw::Discriminator);
    let places = (old.map_or(places.0, |tag| tag.at), new.map_or(places.1, |tag| tag.at));
    let was = Was {
        name: old.or(new).map(|tag| tag.value.clone()),
        before: old.map(|tag| tag.means.clone()),
        after: new.map(|tag| tag.means.clone()),
    };
    context.note(kind, Edit::Annotation, places, was);
}
