//! Keywords of arrays (Core §10.3.1, §11.2; Validation §6.4.3).

use super::context::{Bearing, Context, Was};
use crate::{Edit, Kind, Step};
use stipula_model::Kw;
use stipula_source::Node;

/// What is said together about the items that count.
const CONTAINS: [Kw; 3] = [Kw::Contains, Kw::MinContains, Kw::MaxContains];

/// Compares what is said about arrays.
pub(crate) fn compare(context: &mut Context<'_, '_>) {
    prefix(context);
    if is_other(context, Kw::Items) {
        context.note_keywords(Kind::ItemsChanged, &[Kw::Items]);
    }
    if is_other(context, Kw::UnevaluatedItems) {
        context.note_keywords(Kind::UnevaluatedItemsChanged, &[Kw::UnevaluatedItems]);
    }
    contains(context);
    let unique = |value: Option<Node<'_>>| value.and_then(Node::as_bool) == Some(true);
    match (unique(context.old.value(Kw::UniqueItems)), unique(context.new.value(Kw::UniqueItems))) {
        (false, true) => context.note_keywords(Kind::UniqueItemsAdded, &[Kw::UniqueItems]),
        (true, false) => context.note_keywords(Kind::UniqueItemsRemoved, &[Kw::UniqueItems]),
        _ => {}
    }
}

/// Position by position; `items` holds where no position has a schema of its own.
fn prefix(context: &mut Context<'_, '_>) {
    let (old, new) = (context.old.list(Kw::PrefixItems).to_vec(), context.new.list(Kw::PrefixItems).to_vec());
    for (position, (old, new)) in old.iter().zip(&new).enumerate() {
        context.descend(*old, *new, Some(Step::Position(position)), Bearing::Monotone);
    }
    let edit = || Edit::Keywords(vec![Kw::PrefixItems]);
    for (position, id) in old.iter().enumerate().skip(new.len()) {
        let (at, there) = (context.old_node(*id), context.new.place(Kw::PrefixItems));
        let was = Was::named(&position.to_string(), Some(context.comparer.node(at)), None);
        context.note(Kind::PrefixItemRemoved, edit(), (at, there), was);
    }
    for (position, id) in new.iter().enumerate().skip(old.len()) {
        let (there, at) = (context.old.place(Kw::PrefixItems), context.new_node(*id));
        let was = Was::named(&position.to_string(), None, Some(context.comparer.node(at)));
        context.note(Kind::PrefixItemAdded, edit(), (there, at), was);
    }
}

/// Descends where both sides have the keyword; true if only one says anything by it.
fn is_other(context: &mut Context<'_, '_>, kw: Kw) -> bool {
    match (context.old.schema(kw), context.new.schema(kw)) {
        (Some(old), Some(new)) => {
            context.descend(old, new, Some(Step::Item), Bearing::Monotone);
            false
        }
        (None, None) => false,
        _ => {
            let value = context.old.value(kw).or(context.new.value(kw));
            // `true` and `{}` say nothing.
            value.is_some_and(|value| value.as_bool() != Some(true) && !(value.is_object() && value.is_empty()))
        }
    }
}

/// With `maxContains`, an item more that counts can be one too many.
fn contains(context: &mut Context<'_, '_>) {
    let limited = context.old.has(Kw::MaxContains) || context.new.has(Kw::MaxContains);
    let looked_at = context.in_place();
    match (context.old.schema(Kw::Contains), context.new.schema(Kw::Contains)) {
        (Some(old), Some(new)) => {
            let bearing = if limited { Bearing::Any } else { looked_at };
            context.descend(old, new, Some(Step::Item), bearing);
        }
        (None, Some(_)) => context.note_keywords(Kind::ContainsAdded, &CONTAINS),
        (Some(_), None) => context.note_keywords(Kind::ContainsRemoved, &CONTAINS),
        (None, None) => {}
    }
}
