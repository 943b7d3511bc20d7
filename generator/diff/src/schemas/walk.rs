//! Compares one pair after the other until none is left.

use super::context::{Context, Was};
use super::side::Side;
use super::{
    annotations, arrays, composition, conjunction, dialect, enums, numbers, objects, references, strings, types,
};
use crate::compare::Comparer;
use crate::{About, Edit, Kind, meaning};

/// Compares the pairs that wait, and all that they lead to.
pub(crate) fn walk(comparer: &mut Comparer<'_>) {
    while let Some(pair) = comparer.graph.next() {
        let found = &comparer.graph.pairs[pair];
        let (old, new) = (Side::of(comparer.old, found.old), Side::of(comparer.new, found.new));
        let skip = found.skip.clone();
        compare(&mut Context { comparer, pair, old, new, skip });
    }
}

fn compare(context: &mut Context<'_, '_>) {
    dialect::compare(context);
    if context.old.is_false() || context.new.is_false() {
        return booleans(context);
    }
    if references::lead_on(context) || composition::lead_on(context) {
        return;
    }
    extensions(context);
    annotations::compare(context);
    if conjunction::compare(context) {
        return;
    }
    if types::compare(context) == types::Found::Replaced {
        return;
    }
    enums::compare(context);
    numbers::compare(context);
    strings::compare(context);
    objects::compare(context);
    arrays::compare(context);
    composition::compare(context);
}

/// `false` on either side: nothing else counts.
fn booleans(context: &mut Context<'_, '_>) {
    let kind = match (context.old.is_false(), context.new.is_false()) {
        (true, false) => Kind::SchemaAllowed,
        (false, true) => Kind::SchemaForbidden,
        _ => return,
    };
    let was = Was::values(Some(context.old.node), Some(context.new.node));
    let places = (context.old.at, context.new.at);
    context.note(kind, Edit::Whole, places, was);
}

/// The `x-` keys.
pub(crate) fn extensions(context: &mut Context<'_, '_>) {
    let about = About::Schema(context.pair, Edit::Annotation);
    meaning::compare_extensions(context.comparer, context.old.at, context.new.at, &about);
}
