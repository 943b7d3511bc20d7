//! `properties` with `required`: one edit of a property is one fact (Core §10.3.2.1, Validation §6.5.3).

use super::context::{Bearing, Context, Was};
use super::shape::{Traits, best, name_likeness};
use super::side::Side;
use crate::{Edit, Kind, Step};
use rustc_hash::{FxHashMap, FxHashSet};
use stipula_model::{Kw, NodeRef, SchemaId};
use stipula_source::Node;

/// Names of properties with their schemas.
pub(crate) type Named<'a> = Vec<(&'a str, SchemaId)>;

/// What is said about the properties of an object.
#[derive(Debug, Default)]
pub(crate) struct Properties<'a> {
    /// Those with a schema.
    pub(crate) named: Named<'a>,
    /// Those that must be there.
    pub(crate) required: FxHashSet<&'a str>,
    /// Those of which a part says something that the object is composed of.
    pub(crate) in_parts: FxHashSet<&'a str>,
}

impl<'a> Properties<'a> {
    /// What a schema itself says.
    fn own(side: &Side<'a>) -> Self {
        Self { named: side.map(Kw::Properties), required: names(side), in_parts: FxHashSet::default() }
    }
}

/// Renames are not looked for among more removed and added properties than this together make pairs.
const MOST_PAIRS: usize = 2_500;

/// Names as alike as this belong to one property whose schema did not change.
const ALIKE: f64 = 0.8;

/// Names as alike as this belong to one property even though its schema changed, or says no more than a type.
const NEARLY_EQUAL: f64 = 0.87;

/// Compares named properties.
pub(crate) fn compare(context: &mut Context<'_, '_>) {
    let both = Both { old: Properties::own(&context.old), new: Properties::own(&context.new) };
    compare_both(context, &both);
}

/// The properties of an object in both versions.
pub(crate) struct Both<'a> {
    pub(crate) old: Properties<'a>,
    pub(crate) new: Properties<'a>,
}

impl Both<'_> {
    /// The edit, if it can be judged alone: what a part says cannot be edited where the whole stands.
    fn edit(&self, names: &[&str], alone: Edit) -> Edit {
        let in_part = |name: &&str| self.old.in_parts.contains(name) || self.new.in_parts.contains(name);
        if names.iter().any(in_part) { Edit::Whole } else { alone }
    }
}

/// Compares properties, wherever they are declared.
pub(crate) fn compare_both<'a>(context: &mut Context<'_, 'a>, both: &Both<'a>) {
    let (old, new) = (&both.old.named, &both.new.named);
    let old_by_name: FxHashMap<&str, SchemaId> = old.iter().copied().collect();
    let new_by_name: FxHashMap<&str, SchemaId> = new.iter().copied().collect();
    let mut removed: Named<'a> = old.iter().copied().filter(|(name, _)| !new_by_name.contains_key(name)).collect();
    let mut added: Named<'a> = new.iter().copied().filter(|(name, _)| !old_by_name.contains_key(name)).collect();
    let renamed = renames(context, &mut removed, &mut added);
    let mut told: FxHashSet<&str> = removed.iter().chain(&added).map(|(name, _)| *name).collect();
    for ((old_name, old_id), (new_name, new_id)) in renamed {
        rename(context, both, (old_name, old_id), (new_name, new_id));
        told.extend([old_name, new_name]);
    }
    for (name, id) in old {
        if let Some(other) = new_by_name.get(name) {
            context.descend(*id, *other, Some(Step::Property((*name).to_owned())), Bearing::Monotone);
        }
    }
    for (name, id) in removed {
        let (at, there) = (context.old_node(id), context.new.place(Kw::Properties));
        let was = Was::named(name, Some(context.comparer.node(at)), None);
        let edit = both.edit(&[name], Edit::Property(name.to_owned()));
        context.note(Kind::PropertyRemoved, edit, (at, there), was);
    }
    add(context, both, added);
    required(context, both, &told);
}

fn rename(context: &mut Context<'_, '_>, both: &Both<'_>, old: (&str, SchemaId), new: (&str, SchemaId)) {
    let places = (context.old_node(old.1), context.new_node(new.1));
    let was = Was { name: Some(new.0.to_owned()), before: Some(old.0.to_owned()), after: Some(new.0.to_owned()) };
    let edit = both.edit(&[old.0, new.0], Edit::Renamed(old.0.to_owned(), new.0.to_owned()));
    context.note(Kind::PropertyRenamed, edit, places, was);
    let is_required = both.new.required.contains(new.0);
    if both.old.required.contains(old.0) != is_required {
        note_required(context, both, (old.0, new.0), is_required);
    }
    context.descend(old.1, new.1, Some(Step::Property(new.0.to_owned())), Bearing::Monotone);
}

/// A property that was required before it was declared is not required anew.
fn add(context: &mut Context<'_, '_>, both: &Both<'_>, added: Named<'_>) {
    for (name, id) in added {
        let is_required = both.new.required.contains(name) && !both.old.required.contains(name);
        let kind = if is_required { Kind::RequiredPropertyAdded } else { Kind::PropertyAdded };
        let (there, at) = (context.old.place(Kw::Properties), context.new_node(id));
        let was = Was::named(name, None, Some(context.comparer.node(at)));
        let edit = both.edit(&[name], Edit::Property(name.to_owned()));
        context.note(kind, edit, (there, at), was);
    }
}

/// The names in `required`.
pub(crate) fn names<'a>(side: &Side<'a>) -> FxHashSet<&'a str> {
    side.value(Kw::Required).into_iter().flat_map(Node::items).filter_map(Node::as_str).collect()
}

/// What `required` gained and lost but for properties that were added, removed or renamed.
fn required(context: &mut Context<'_, '_>, both: &Both<'_>, told: &FxHashSet<&str>) {
    let changed = both.old.required.symmetric_difference(&both.new.required).copied();
    let mut changed: Vec<&str> = changed.filter(|name| !told.contains(name)).collect();
    changed.sort_unstable();
    for name in changed {
        note_required(context, both, (name, name), both.new.required.contains(name));
    }
}

fn note_required(
    context: &mut Context<'_, '_>,
    both: &Both<'_>,
    (old_name, new_name): (&str, &str),
    is_required: bool,
) {
    let kind = if is_required { Kind::PropertyBecameRequired } else { Kind::PropertyBecameOptional };
    let places = (place_in_required(&context.old, old_name), place_in_required(&context.new, new_name));
    let was = Was { name: Some(new_name.to_owned()), ..Was::default() };
    let edit = both.edit(&[old_name, new_name], Edit::Required(new_name.to_owned()));
    context.note(kind, edit, places, was);
}

/// The name in `required`, or the list, or the schema that has none.
fn place_in_required(side: &Side<'_>, name: &str) -> NodeRef {
    let found = side.value(Kw::Required).and_then(|list| list.items().find(|item| item.as_str() == Some(name)));
    found.map_or_else(|| side.place(Kw::Required), |item| side.at.sibling(item))
}

/// A property of the old version and what it is called in the new one.
type Renamed<'a> = ((&'a str, SchemaId), (&'a str, SchemaId));

/// Takes what was only renamed out of what was removed and added, the most alike names first.
fn renames<'a>(context: &mut Context<'_, 'a>, removed: &mut Named<'a>, added: &mut Named<'a>) -> Vec<Renamed<'a>> {
    if removed.len() * added.len() > MOST_PAIRS {
        return Vec::new();
    }
    let only = removed.len() == 1 && added.len() == 1;
    let mut candidates = Vec::new();
    for (o, old) in removed.iter().enumerate() {
        for (n, new) in added.iter().enumerate() {
            let likeness = name_likeness(old.0, new.0);
            if is_rename(context, old.1, new.1, likeness, only) {
                candidates.push((likeness, o, n));
            }
        }
    }
    let found: Vec<Renamed<'a>> = best(candidates).into_iter().map(|(o, n)| (removed[o], added[n])).collect();
    removed.retain(|old| !found.iter().any(|renamed| renamed.0 == *old));
    added.retain(|new| !found.iter().any(|renamed| renamed.1 == *new));
    found
}

fn is_rename(context: &mut Context<'_, '_>, old: SchemaId, new: SchemaId, likeness: f64, only: bool) -> bool {
    if likeness < ALIKE && !only {
        return false;
    }
    let traits = (Traits::of(context.comparer.old, old), Traits::of(context.comparer.new, new));
    let is_equal = same_assertions(context, old, new);
    let is_particular = traits.0.is_particular();
    match is_equal {
        true if is_particular => only || likeness >= ALIKE,
        true => likeness >= NEARLY_EQUAL,
        false => likeness >= NEARLY_EQUAL && traits.0.resembles(&traits.1),
    }
}

/// True if two schemas assert the same, whatever they say about it in words.
fn same_assertions(context: &mut Context<'_, '_>, old: SchemaId, new: SchemaId) -> bool {
    if context.same(old, new) {
        return true;
    }
    let (old, new) = (Side::of(context.comparer.old, old), Side::of(context.comparer.new, new));
    let asserted = |side: &Side<'_>| {
        let parts = [Kw::Ref, Kw::DynamicRef, Kw::AllOf].into_iter().filter(|kw| side.has(*kw));
        let mut all: Vec<Kw> = side.assertions().chain(parts).collect();
        all.sort_unstable();
        all
    };
    let keywords = asserted(&old);
    keywords == asserted(&new)
        && old.types() == new.types()
        && old.node.as_bool() == new.node.as_bool()
        && keywords.into_iter().all(|kw| context.same_keyword(&old, &new, kw))
}
