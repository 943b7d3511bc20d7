//! `enum` and `const` (Validation §6.1.2, §6.1.3). Beside `enum`, `const` is a list of one.

use super::context::{Context, Was};
use super::side::Side;
use super::types;
use crate::{Edit, Kind};
use rustc_hash::FxHashMap;
use stipula_model::{Kw, NodeRef};
use stipula_source::Node;

/// Compares the listed values.
pub(crate) fn compare(context: &mut Context<'_, '_>) {
    let has = |kw| (context.old.has(kw), context.new.has(kw));
    match (has(Kw::Enum), has(Kw::Const)) {
        ((false, false), _) => constant(context),
        ((true, true), _) => {
            constant(context);
            values(context);
        }
        ((false, true), (false, _)) => context.note_keywords(Kind::EnumIntroduced, &[Kw::Enum, Kw::Const]),
        ((true, false), (_, false)) => context.note_keywords(Kind::EnumDropped, &[Kw::Enum, Kw::Const]),
        _ => values(context),
    }
}

fn constant(context: &mut Context<'_, '_>) {
    let kind = match (context.old.has(Kw::Const), context.new.has(Kw::Const)) {
        (false, true) => Kind::ConstAdded,
        (true, false) => Kind::ConstRemoved,
        (true, true) if !context.same_value(Kw::Const) => Kind::ConstChanged,
        _ => return,
    };
    context.note_keywords(kind, &[Kw::Const]);
}

/// A fact for each value that was added or removed.
fn values(context: &mut Context<'_, '_>) {
    let (removed, added) = difference(context);
    let is_told = |value: &Node<'_>, with_type: bool| with_type && value.is_null();
    let with_type = types::null_changed(context) && is_null_alone(&removed, &added);
    let lists = (place(&context.old), place(&context.new));
    for value in removed.into_iter().filter(|value| !is_told(value, with_type)) {
        let edit = Edit::Value(value.to_json().to_string());
        let at = context.old.at.sibling(value);
        context.note(Kind::EnumValueRemoved, edit, (at, lists.1), Was::values(Some(value), None));
    }
    for value in added.into_iter().filter(|value| !is_told(value, with_type)) {
        let edit = Edit::Value(value.to_json().to_string());
        let at = context.new.at.sibling(value);
        context.note(Kind::EnumValueAdded, edit, (lists.0, at), Was::values(None, Some(value)));
    }
}

/// True if `enum` gained or lost null and nothing else: beside the same change of `type` it is one edit.
pub(crate) fn gained_or_lost_null(context: &mut Context<'_, '_>) -> bool {
    if !(context.old.has(Kw::Enum) && context.new.has(Kw::Enum)) {
        return false;
    }
    let (removed, added) = difference(context);
    is_null_alone(&removed, &added)
}

fn is_null_alone(removed: &[Node<'_>], added: &[Node<'_>]) -> bool {
    matches!((removed, added), ([value], []) | ([], [value]) if value.is_null())
}

fn place(side: &Side<'_>) -> NodeRef {
    side.place(if side.has(Kw::Enum) { Kw::Enum } else { Kw::Const })
}

fn listed<'a>(side: &Side<'a>) -> Vec<Node<'a>> {
    match side.value(Kw::Enum) {
        Some(list) => list.items().collect(),
        None => side.value(Kw::Const).into_iter().collect(),
    }
}

/// The values of the old list that the new one has not, and the other way round.
fn difference<'a>(context: &mut Context<'_, 'a>) -> (Vec<Node<'a>>, Vec<Node<'a>>) {
    let (old, new) = (listed(&context.old), listed(&context.new));
    let (old_at, new_at) = (context.old.at, context.new.at);
    let equality = &mut context.comparer.equality;
    let mut by_hash: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (position, value) in new.iter().enumerate() {
        by_hash.entry(equality.hash(new_at.sibling(*value))).or_default().push(position);
    }
    let mut is_new = vec![true; new.len()];
    let mut removed = Vec::new();
    for value in old {
        let at = old_at.sibling(value);
        let alike = by_hash.get(&equality.hash(at)).map_or(&[][..], Vec::as_slice);
        let mut found = false;
        for position in alike {
            if equality.same_data(at, new_at.sibling(new[*position])) {
                (is_new[*position], found) = (false, true);
            }
        }
        if !found {
            removed.push(value);
        }
    }
    let added = new.into_iter().zip(is_new).filter(|(_, is_new)| *is_new).map(|(value, _)| value).collect();
    (removed, added)
}
