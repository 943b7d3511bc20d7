//! `type`, and null among the types (Validation §6.1.1; `nullable` of OpenAPI 3.0).

use super::context::{Context, Was};
use super::enums;
use super::shape::{Traits, overlap};
use crate::{Edit, Kind};
use stipula_model::{Kw, TypeSet};

/// What the types say about the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// The schema describes other values: its other keywords are not compared.
    Replaced,
    /// The same values, more or less.
    Kept,
}

/// Compares the types.
pub(crate) fn compare(context: &mut Context<'_, '_>) -> Found {
    let (old, new) = (context.old.types(), context.new.types());
    match (old, new) {
        (Some(old), Some(new)) if is_replaced(old, new) => {
            note(context, Kind::TypeChanged, Edit::Whole, old, new);
            return Found::Replaced;
        }
        (Some(old), Some(new)) => {
            if !context.skip.contains(&Kw::Type) {
                null(context, old, new);
            }
            others(context, old, new);
        }
        (None, Some(new)) if !is_implied(context, true, new) => {
            context.note_keywords(Kind::TypeRemoved, &[Kw::Type]);
        }
        (Some(old), None) if !is_implied(context, false, old) => {
            context.note_keywords(Kind::TypeAdded, &[Kw::Type]);
        }
        _ => {}
    }
    Found::Kept
}

fn is_replaced(old: TypeSet, new: TypeSet) -> bool {
    let (old, new) = (without_null(old), without_null(new));
    old != TypeSet::default() && new != TypeSet::default() && !overlap(old, new)
}

/// True if a side without `type` has it from a part that it is composed of.
fn is_implied(context: &Context<'_, '_>, old: bool, types: TypeSet) -> bool {
    let (version, side) = context.side(old);
    Traits::of(version, side.id).types() == Some(types)
}

fn null(context: &mut Context<'_, '_>, old: TypeSet, new: TypeSet) {
    let kind = match (old.contains("null"), new.contains("null")) {
        (false, true) => Kind::NullAllowed,
        (true, false) => Kind::NullForbidden,
        _ => return,
    };
    let keywords = if enums::gained_or_lost_null(context) { vec![Kw::Type, Kw::Enum] } else { vec![Kw::Type] };
    note(context, kind, Edit::Keywords(keywords), old, new);
}

/// True if null is named on one side only among the types of both.
pub(crate) fn null_changed(context: &Context<'_, '_>) -> bool {
    match (context.old.types(), context.new.types()) {
        (Some(old), Some(new)) => {
            old.contains("null") != new.contains("null") && !context.skip.contains(&Kw::Type) && !is_replaced(old, new)
        }
        _ => false,
    }
}

/// The types but null; every integer is a number.
fn others(context: &mut Context<'_, '_>, old: TypeSet, new: TypeSet) {
    let (old_rest, new_rest) = (without_null(old), without_null(new));
    let kind = match (covers(new_rest, old_rest), covers(old_rest, new_rest)) {
        (true, true) => return,
        (true, false) => Kind::TypeAdded,
        (false, true) => Kind::TypeRemoved,
        (false, false) => Kind::TypeChanged,
    };
    note(context, kind, Edit::Keywords(vec![Kw::Type]), old, new);
}

fn note(context: &mut Context<'_, '_>, kind: Kind, edit: Edit, old: TypeSet, new: TypeSet) {
    let text = |types: TypeSet| Some(types.names().collect::<Vec<_>>().join(", "));
    let places = context.places(Kw::Type);
    context.note(kind, edit, places, Was { name: None, before: text(old), after: text(new) });
}

fn covers(types: TypeSet, others: TypeSet) -> bool {
    others.names().all(|name| types.contains(name) || (name == "integer" && types.contains("number")))
}

fn without_null(types: TypeSet) -> TypeSet {
    let mut rest = TypeSet::default();
    types.names().filter(|name| *name != "null").for_each(|name| rest.insert(name));
    rest
}
