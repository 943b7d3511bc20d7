//! How alternatives are told apart, as far as a look at them shows it.

use super::support;
use crate::{Scene, SchemaView};
use rustc_hash::FxHashSet;
use std::cell::Cell;
use stipula_model::{Kw, SchemaId};
use stipula_source::{Kind, Node};

/// Unions within unions are not followed deeper than this.
const MOST_DEPTH: usize = 6;
/// Objects put together of more parts are not followed.
const MOST_PARTS: usize = 64;

/// The alternatives of a `oneOf`, with those of nested ones in their place unless they become too many.
pub(super) fn alternatives(scene: &Scene<'_>, schema: &SchemaView<'_>) -> Vec<SchemaId> {
    let mut found = schema.branches(scene, "oneOf");
    for _ in 0..MOST_DEPTH {
        let nested = |id: SchemaId| {
            let view = scene.resolved(id);
            let inner = if support::declares_properties(view) { Vec::new() } else { view.branches(scene, "oneOf") };
            if inner.is_empty() { vec![id] } else { inner }
        };
        let flat: Vec<SchemaId> = found.iter().flat_map(|id| nested(*id)).collect();
        if flat.len() > MOST_PARTS.max(found.len()) || flat == found {
            break;
        }
        found = flat;
    }
    found
}

pub(super) const ALL_KINDS: u8 = 0x7f;
pub(super) const OBJECT: u8 = 1 << 2;
pub(super) const NULL: u8 = 1;

/// The kinds of values that a schema can accept, as a set of bits.
pub(super) fn kinds(scene: &Scene<'_>, id: SchemaId) -> u8 {
    Look::new(scene, ONE_LOOK).kinds(id)
}

/// Schemas that one question needs at most.
const ONE_LOOK: u32 = 1000;

/// A look at schemas that sees so many of them and no more. Compositions can be wide, deep and circular; what is not seen
/// then is not plain to see.
pub(super) struct Look<'s, 'm> {
    scene: &'s Scene<'m>,
    /// For this question.
    left: Cell<u32>,
    /// For all that are to come.
    reserve: Cell<u32>,
}

impl<'s, 'm> Look<'s, 'm> {
    /// A look that sees `most` schemas in all.
    pub(super) fn new(scene: &'s Scene<'m>, most: u32) -> Look<'s, 'm> {
        Look { scene, left: Cell::new(0), reserve: Cell::new(most) }.begun()
    }

    fn begun(self) -> Self {
        self.begin();
        self
    }

    /// Begins another question.
    fn begin(&self) {
        let all = self.reserve.get() + self.left.get();
        self.left.set(all.min(ONE_LOOK));
        self.reserve.set(all - all.min(ONE_LOOK));
    }

    /// True if nothing more is seen.
    pub(super) fn is_blind(&self) -> bool {
        self.left.get() == 0 && self.reserve.get() == 0
    }

    /// True if it is plain to see that neither sends what the other accepts.
    pub(super) fn are_apart(&self, one: SchemaId, other: SchemaId) -> bool {
        self.begin();
        self.is_apart(one, other) && self.is_apart(other, one)
    }

    /// The kinds of values that a schema can accept, as a set of bits.
    pub(super) fn kinds_of(&self, id: SchemaId) -> u8 {
        self.begin();
        self.kinds(id)
    }

    fn is_over(&self) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        left == 0
    }

    fn branches(&self, view: &SchemaView<'m>, keyword: &str) -> Vec<SchemaId> {
        view.branches(self.scene, keyword)
    }

    fn kinds(&self, id: SchemaId) -> u8 {
        let view = self.scene.resolved(id);
        if self.is_over() {
            return ALL_KINDS;
        }
        if view.node.as_bool() == Some(false) {
            return 0;
        }
        let typed = view.types.names().map(bits).fold(0, |all, one| all | one);
        let mut kinds = if view.has(Kw::Type) { typed } else { ALL_KINDS };
        if view.has(Kw::Enum) || view.has(Kw::Const) {
            kinds &= view.values().into_iter().map(kind_of).fold(0, |all, one| all | one);
        }
        if view.is_composed() {
            kinds = self.branches(view, "allOf").into_iter().fold(kinds, |all, part| all & self.kinds(part));
            for branches in [self.branches(view, "oneOf"), self.branches(view, "anyOf")] {
                let either = branches.iter().fold(0, |all, branch| all | self.kinds(*branch));
                kinds &= if branches.is_empty() { ALL_KINDS } else { either };
            }
        }
        kinds
    }

    /// True if nothing that a writer of `one` sends is a value of `other`.
    fn is_apart(&self, one: SchemaId, other: SchemaId) -> bool {
        let (a, b) = (self.scene.resolved(one), self.scene.resolved(other));
        if self.is_over() || a.id == b.id {
            return false;
        }
        let common = self.kinds(one) & self.kinds(other);
        common == 0
            || have_no_common_value(a, b)
            || self.are_alternatives_apart((a, one), (b, other))
            || common == OBJECT && self.are_objects_apart(one, other)
    }

    /// True if all alternatives of one are apart from the other.
    fn are_alternatives_apart(
        &self,
        (a, one): (&SchemaView<'m>, SchemaId),
        (b, other): (&SchemaView<'m>, SchemaId),
    ) -> bool {
        let all = |list: &[SchemaId], test: &dyn Fn(SchemaId) -> bool| {
            !list.is_empty() && list.iter().all(|branch| test(*branch))
        };
        ["oneOf", "anyOf"].into_iter().any(|keyword| {
            all(&self.branches(a, keyword), &|branch| self.is_apart(branch, other))
                || all(&self.branches(b, keyword), &|branch| self.is_apart(one, branch))
        })
    }

    /// By a property that one requires: the other forbids it, does not send it, or gives it other values.
    fn are_objects_apart(&self, one: SchemaId, other: SchemaId) -> bool {
        let scene = self.scene;
        let sent = names(scene, one);
        let is_sent = |name: &str| sent.as_ref().is_none_or(|sent| sent.contains(name)) && !forbids(scene, one, name);
        let (ours, theirs) = (required(scene, one), required(scene, other));
        if !theirs.iter().all(|name| is_sent(name)) || ours.iter().any(|name| forbids(scene, other, name)) {
            return true;
        }
        ours.iter().chain(&theirs).any(|name| {
            let own = |id| scene.property(id, name).map(|property| property.schema.id);
            matches!((own(one), own(other)), (Some(a), Some(b)) if self.is_apart(a, b))
        })
    }
}

fn bits(name: &str) -> u8 {
    match name {
        "null" => NULL,
        "boolean" => 1 << 1,
        "object" => OBJECT,
        "array" => 1 << 3,
        "string" => 1 << 4,
        "integer" => 1 << 5,
        "number" => 1 << 5 | 1 << 6,
        _ => ALL_KINDS,
    }
}

fn kind_of(value: Node<'_>) -> u8 {
    match value.kind() {
        Kind::Null => NULL,
        Kind::Bool => bits("boolean"),
        Kind::Number => bits("number"),
        Kind::String => bits("string"),
        Kind::Array => bits("array"),
        Kind::Object => OBJECT,
    }
}

/// The names that an object requires, with those of its parts.
pub(super) fn required<'m>(scene: &Scene<'m>, id: SchemaId) -> Vec<&'m str> {
    let of = |part: SchemaId| scene.schema(part).required().filter_map(Node::as_str).collect::<Vec<_>>();
    parts(scene, id).into_iter().flat_map(of).collect()
}

/// A schema and what it is put together of.
pub(super) fn parts(scene: &Scene<'_>, id: SchemaId) -> Vec<SchemaId> {
    let mut parts = vec![id];
    let mut next = 0;
    while let Some(part) = parts.get(next).copied().filter(|_| next < MOST_PARTS) {
        next += 1;
        let view = scene.schema(part);
        for other in view.branches(scene, "allOf").into_iter().chain(view.target) {
            if !parts.contains(&other) {
                parts.push(other);
            }
        }
    }
    parts
}

/// The names that an object can have, if a writer sends only what is declared; `None` if it may send anything.
pub(super) fn names<'m>(scene: &Scene<'m>, id: SchemaId) -> Option<FxHashSet<&'m str>> {
    let mut names = FxHashSet::default();
    for part in support::in_place(scene, id)? {
        let view = scene.schema(part);
        let is_map = view.get(Kw::AdditionalProperties).is_some_and(|value| value.as_bool() != Some(false));
        if is_map || view.has(Kw::PatternProperties) {
            return None;
        }
        names.extend(view.get(Kw::Properties).into_iter().flat_map(|map| map.members().map(|(name, _)| name)));
    }
    (!names.is_empty()).then_some(names)
}

/// [`names`] of an alternative, with those that are declared around it.
pub(super) fn names_of_alternative<'m>(scene: &Scene<'m>, whole: SchemaId, id: SchemaId) -> Option<FxHashSet<&'m str>> {
    let whole = scene.schema(whole);
    let is_map = whole.get(Kw::AdditionalProperties).is_some_and(|value| value.as_bool() != Some(false));
    let mut names =
        names(scene, id).filter(|_| !is_map && !whole.has(Kw::PatternProperties) && !whole.has(Kw::AllOf))?;
    names.extend(whole.get(Kw::Properties).into_iter().flat_map(|map| map.members().map(|(name, _)| name)));
    Some(names)
}

/// True if some part of it is closed and declares no such property.
fn forbids(scene: &Scene<'_>, id: SchemaId, name: &str) -> bool {
    parts(scene, id).into_iter().map(|part| scene.schema(part)).any(|view| {
        let own = view.get(Kw::Properties).and_then(|map| map.get(name));
        let is_closed = view.get(Kw::AdditionalProperties).and_then(Node::as_bool) == Some(false);
        match own {
            Some(own) => own.as_bool() == Some(false),
            None => is_closed && !view.has(Kw::PatternProperties),
        }
    })
}

fn have_no_common_value(a: &SchemaView<'_>, b: &SchemaView<'_>) -> bool {
    let (ours, theirs) = (a.values(), b.values());
    if ours.is_empty() || theirs.is_empty() {
        return false;
    }
    let theirs: FxHashSet<String> = theirs.into_iter().map(support::canonical).collect();
    !ours.into_iter().any(|value| theirs.contains(&support::canonical(value)))
}

/// The property by which a reader can tell the alternatives apart: all require it, each with values of its own.
pub(super) fn tag<'m>(scene: &Scene<'m>, objects: &[SchemaId]) -> Option<&'m str> {
    let first = objects.first()?;
    required(scene, *first).into_iter().find(|name| {
        let mut seen = FxHashSet::default();
        objects.iter().all(|object| {
            let values = scene.property(*object, name).map(|property| property.resolved.values()).unwrap_or_default();
            let is_own = values.into_iter().map(support::canonical).collect::<Vec<_>>();
            !is_own.is_empty()
                && required(scene, *object).contains(name)
                && is_own.into_iter().all(|one| seen.insert(one))
        })
    })
}
