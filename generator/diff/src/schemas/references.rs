//! `$ref` and schemas that only wrap another one: they are looked through.

use super::context::{Bearing, Context, Was};
use super::members::Member;
use super::{annotations, walk};
use crate::{Edit, Kind};
use rustc_hash::{FxHashMap, FxHashSet};
use stipula_model::{Kw, NodeRef};

/// What is known about names of schemas.
#[derive(Default)]
pub(crate) struct References {
    /// The component of the new version that each renamed one of the old version became.
    pub(crate) renamed: FxHashMap<NodeRef, NodeRef>,
    /// The changes of references that were noted: a component, or nothing where it is written in place.
    noted: FxHashSet<(Option<NodeRef>, Option<NodeRef>)>,
}

/// Looks through references and wrappers; true if there is nothing else to compare here.
///
/// A wrapper asserts nothing but one other schema: `{ $ref }`, or `{ allOf: [one] }` with annotations beside it, as
/// OpenAPI 3.0 needs them.
pub(crate) fn lead_on(context: &mut Context<'_, '_>) -> bool {
    let old = Member::wrapped(context.comparer.old, &context.old);
    let new = Member::wrapped(context.comparer.new, &context.new);
    match (old, new) {
        (Some(old), Some(new)) => {
            walk::extensions(context);
            annotations::compare(context);
            follow(context, &old, &new, context.in_place());
        }
        (Some(old), None) if !is_part(context, &old, true) && !composition_has(context, false) => {
            let skip = context.old.annotations();
            annotations::compare_only(context, &skip);
            note_change(context, old.reference, None);
            context.descend_but(old.id, context.new.id, None, Bearing::Monotone, &skip);
        }
        (None, Some(new)) if !is_part(context, &new, false) && !composition_has(context, true) => {
            let skip = context.new.annotations();
            annotations::compare_only(context, &skip);
            note_change(context, None, new.reference);
            context.descend_but(context.old.id, new.id, None, Bearing::Monotone, &skip);
        }
        _ => return false,
    }
    true
}

/// True if one side is made of alternatives, one of which can be what the other side wraps.
fn composition_has(context: &Context<'_, '_>, old: bool) -> bool {
    let side = if old { &context.old } else { &context.new };
    side.has(Kw::AnyOf) || side.has(Kw::OneOf)
}

/// True if the other side has a part that corresponds to what one side wraps: then the parts are compared.
fn is_part(context: &mut Context<'_, '_>, wrapped: &Member, is_old: bool) -> bool {
    let version = if is_old { context.comparer.new } else { context.comparer.old };
    let parts = Member::parts(version, if is_old { &context.new } else { &context.old });
    parts.iter().any(|part| {
        let (old, new) = if is_old { (wrapped, part) } else { (part, wrapped) };
        is_named_alike(context, old, new) || context.same(old.id, new.id)
    })
}

/// True if both are references to the same component, renamed or not.
pub(crate) fn is_named_alike(context: &Context<'_, '_>, old: &Member, new: &Member) -> bool {
    let (Some(_), Some(_)) = (old.reference, new.reference) else { return false };
    stays(context, context.old_node(old.id), context.new_node(new.id))
}

fn stays(context: &Context<'_, '_>, old: NodeRef, new: NodeRef) -> bool {
    let comparer = &context.comparer;
    comparer.references.renamed.get(&old) == Some(&new) || comparer.equality.same_place(old, new)
}

/// Has what two members refer to compared, or the members themselves.
pub(crate) fn follow(context: &mut Context<'_, '_>, old: &Member, new: &Member, bearing: Bearing) {
    note_change(context, old.reference, new.reference);
    context.descend(old.id, new.id, None, bearing);
}

/// Notes, once for each pair of targets, that a reference leads elsewhere or is gone.
fn note_change(context: &mut Context<'_, '_>, old: Option<NodeRef>, new: Option<NodeRef>) {
    let comparer = &context.comparer;
    let target = |schemas: &stipula_model::Schemas, value: Option<NodeRef>| Some(schemas.reference(value?)?.target);
    let old_target = target(&comparer.old.model.schemas, old);
    let new_target = target(&comparer.new.model.schemas, new);
    let is_noted = match (old_target, new_target) {
        (None, None) => true,
        (Some(old), Some(new)) => stays(context, old, new),
        _ => false,
    };
    if is_noted || !context.comparer.references.noted.insert((old_target, new_target)) {
        return;
    }
    let text = |value: Option<NodeRef>| value.and_then(|at| context.comparer.node(at).as_str().map(str::to_owned));
    let was = Was { name: None, before: text(old), after: text(new) };
    let places = (old.unwrap_or(context.old.at), new.unwrap_or(context.new.at));
    context.note(Kind::ReferenceChanged, Edit::Annotation, places, was);
}
