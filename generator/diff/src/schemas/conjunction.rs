//! Objects composed of parts between which properties were moved: extracted into a shared part, or written out.
//!
//! Part by part, such an edit looks like a removal here and an addition there. So where an object and all its parts do
//! nothing but declare properties, the properties of the whole are compared, wherever they are declared.

use super::context::{Context, Was};
use super::members::{Matched, Member, match_members};
use super::properties::{self, Both, Properties, names};
use super::side::Side;
use crate::{Edit, Kind, Version};
use std::collections::{BTreeMap, BTreeSet};
use stipula_model::{Kw, SchemaId};
use stipula_source::Node;

/// Parts of parts are looked into as deep as this, and no more of them than that.
const DEEPEST: usize = 8;
const MOST_PARTS: usize = 64;

/// Compares composed objects by their properties; false if nothing was moved between their parts, or if they say more.
pub(crate) fn compare(context: &mut Context<'_, '_>) -> bool {
    let is_composed = |side: &Side<'_>| side.has(Kw::AllOf) || side.has(Kw::Ref);
    if !(is_composed(&context.old) || is_composed(&context.new)) {
        return false;
    }
    let parts = (Member::parts(context.comparer.old, &context.old), Member::parts(context.comparer.new, &context.new));
    let whole = (
        Conjunction::of(context.comparer.old, &context.old, &parts.0),
        Conjunction::of(context.comparer.new, &context.new, &parts.1),
    );
    let (Some(old), Some(new)) = whole else { return false };
    let matched = match_members(context, &parts.0, &parts.1);
    if !is_moved(&old, &new, &Places::new(&matched, parts.0.len())) {
        return false;
    }
    let Some(named) = joined(context, &old, &new) else { return false };
    note(context, &old, &new);
    let both = Both { old: old.properties(named.0), new: new.properties(named.1) };
    properties::compare_both(context, &both);
    true
}

/// That the object is composed in another way is said once: this also has the whole judged where nothing else differs.
fn note(context: &mut Context<'_, '_>, old: &Conjunction<'_>, new: &Conjunction<'_>) {
    let places = context.places(Kw::AllOf);
    context.note(Kind::ReferenceChanged, Edit::Annotation, places, Was::default());
    let kind = match (old.is_object, new.is_object) {
        (true, false) => Kind::TypeAdded,
        (false, true) => Kind::TypeRemoved,
        _ => return,
    };
    let was = Was::values(context.old.value(Kw::Type), context.new.value(Kw::Type));
    let places = context.places(Kw::Type);
    context.note(kind, Edit::Whole, places, was);
}

/// All that an object and its parts say, by where it is said: 0 for the object itself, else the number of the part from 1.
#[derive(Default)]
struct Conjunction<'a> {
    is_object: bool,
    declared: BTreeMap<&'a str, Vec<(SchemaId, usize)>>,
    required: BTreeMap<&'a str, BTreeSet<usize>>,
    parts: usize,
}

impl<'a> Conjunction<'a> {
    /// `None` if more is said than which properties there are.
    fn of(version: Version<'a>, side: &Side<'a>, parts: &[Member]) -> Option<Self> {
        let mut found = Self::default();
        found.add(side, 0)?;
        for (n, part) in parts.iter().enumerate() {
            found.add_part(version, part.id, n + 1, DEEPEST)?;
        }
        Some(found)
    }

    fn add_part(&mut self, version: Version<'a>, id: SchemaId, place: usize, depth: usize) -> Option<()> {
        self.parts += 1;
        if depth == 0 || self.parts > MOST_PARTS {
            return None;
        }
        let side = Side::of(version, id);
        if says_more(&side) {
            return None;
        }
        self.add(&side, place)?;
        for part in Member::parts(version, &side) {
            self.add_part(version, part.id, place, depth - 1)?;
        }
        Some(())
    }

    fn add(&mut self, side: &Side<'a>, place: usize) -> Option<()> {
        let is_plain =
            side.node.is_object() && !side.has(Kw::DynamicRef) && side.assertions().all(|kw| plain(side, kw));
        if !is_plain {
            return None;
        }
        self.is_object |= side.types().is_some();
        for (name, id) in side.map(Kw::Properties) {
            self.declared.entry(name).or_default().push((id, place));
        }
        for name in names(side) {
            self.required.entry(name).or_default().insert(place);
        }
        Some(())
    }

    /// Where each property is declared.
    fn places(&self) -> BTreeMap<&'a str, BTreeSet<usize>> {
        let place = |of: &Vec<(SchemaId, usize)>| of.iter().map(|(_, place)| *place).collect();
        self.declared.iter().map(|(name, of)| (*name, place(of))).collect()
    }

    /// As the whole has them, with one schema for each name.
    fn properties(&self, named: Vec<(&'a str, SchemaId)>) -> Properties<'a> {
        let in_part = |(name, places): (&&'a str, &BTreeSet<usize>)| places.iter().any(|at| *at > 0).then_some(*name);
        let declared = self.places();
        let in_parts = declared.iter().filter_map(in_part).chain(self.required.iter().filter_map(in_part));
        Properties { named, required: self.required.keys().copied().collect(), in_parts: in_parts.collect() }
    }
}

/// True for a keyword that says which properties an object has, or nothing.
fn plain(side: &Side<'_>, kw: Kw) -> bool {
    match kw {
        Kw::Properties | Kw::Required => true,
        Kw::Type => side.types().is_none_or(|types| types.names().eq(["object"])),
        Kw::AdditionalProperties => {
            side.value(kw).is_some_and(|value| value.as_bool() == Some(true) || (value.is_object() && value.is_empty()))
        }
        _ => false,
    }
}

/// True if a part says what it would take along: who may read or write it, or what it means.
fn says_more(side: &Side<'_>) -> bool {
    let flags = [Kw::ReadOnly, Kw::WriteOnly, Kw::Deprecated];
    flags.into_iter().any(|kw| side.value(kw).and_then(Node::as_bool) == Some(true))
        || side.node.members().any(|(key, _)| key.starts_with("x-"))
}

/// Which place of the new object is which of the old one.
struct Places<'m> {
    matched: &'m Matched,
    old_parts: usize,
}

impl<'m> Places<'m> {
    fn new(matched: &'m Matched, old_parts: usize) -> Self {
        Self { matched, old_parts }
    }

    fn in_old(&self, place: usize) -> usize {
        let twin = |part: usize| self.matched.pairs.iter().find(|(_, new)| *new == part).map(|(old, _)| old + 1);
        match place.checked_sub(1) {
            None => 0,
            Some(part) => twin(part).unwrap_or(self.old_parts + 1 + part),
        }
    }
}

/// True if something that both objects say is said in another part of them.
fn is_moved(old: &Conjunction<'_>, new: &Conjunction<'_>, places: &Places<'_>) -> bool {
    let differ = |old: &BTreeMap<&str, BTreeSet<usize>>, new: &BTreeMap<&str, BTreeSet<usize>>| {
        old.iter().any(|(name, own)| {
            let other = new.get(name).map(|other| other.iter().map(|place| places.in_old(*place)).collect());
            other.is_some_and(|other: BTreeSet<usize>| other != *own)
        })
    };
    differ(&old.places(), &new.places()) || differ(&old.required, &new.required)
}

/// One schema for each name on either side.
type Named<'a> = Vec<(&'a str, SchemaId)>;

/// Of several schemas of one property those count that the other side has not; `None` if these are more than one.
fn joined<'a>(
    context: &mut Context<'_, '_>,
    old: &Conjunction<'a>,
    new: &Conjunction<'a>,
) -> Option<(Named<'a>, Named<'a>)> {
    let ids = |of: &Conjunction<'a>, name: &str| -> Vec<SchemaId> {
        of.declared.get(name).into_iter().flatten().map(|(id, _)| *id).collect()
    };
    let (mut olds, mut news) = (Vec::new(), Vec::new());
    let all: BTreeSet<&'a str> = old.declared.keys().chain(new.declared.keys()).copied().collect();
    for name in all {
        let (of_old, of_new) = (ids(old, name), ids(new, name));
        let pair = match (&of_old[..], &of_new[..]) {
            ([.., first], []) => (Some(*first), None),
            ([], [.., first]) => (None, Some(*first)),
            _ => one_of_each(context, &of_old, &of_new).map(|(old, new)| (Some(old), Some(new)))?,
        };
        olds.extend(pair.0.map(|id| (name, id)));
        news.extend(pair.1.map(|id| (name, id)));
    }
    Some((olds, news))
}

fn one_of_each(context: &mut Context<'_, '_>, old: &[SchemaId], new: &[SchemaId]) -> Option<(SchemaId, SchemaId)> {
    let own_old: Vec<SchemaId> = old.iter().copied().filter(|o| !new.iter().any(|n| context.same(*o, *n))).collect();
    let own_new: Vec<SchemaId> = new.iter().copied().filter(|n| !old.iter().any(|o| context.same(*o, *n))).collect();
    match (&own_old[..], &own_new[..]) {
        ([], []) => new.iter().find(|n| context.same(old[0], **n)).map(|n| (old[0], *n)),
        ([old], [new]) => Some((*old, *new)),
        _ => None,
    }
}
