//! Schemas made of others: `allOf`, `anyOf`, `oneOf`, `not`, `if` and references with keywords beside them (Core §10.2).

use super::context::{Bearing, Context, Was};
use super::members::{Matched, Member, match_members};
use super::references::{follow, is_named_alike};
use super::shape::Traits;
use super::side::Side;
use super::{annotations, walk};
use crate::{Edit, Kind};
use stipula_model::{Kw, SchemaId};
use stipula_source::Node;

/// Compares what the schemas are made of.
pub(crate) fn compare(context: &mut Context<'_, '_>) {
    parts(context);
    alternatives(context);
    negation(context);
    condition(context);
}

/// What must hold too.
fn parts(context: &mut Context<'_, '_>) {
    let old = Member::parts(context.comparer.old, &context.old);
    let new = Member::parts(context.comparer.new, &context.new);
    let matched = match_members(context, &old, &new);
    let bearing = context.in_place();
    for (o, n) in &matched.pairs {
        follow(context, &old[*o], &new[*n], bearing);
    }
    if old.iter().chain(&new).any(|member| member.via == Kw::DynamicRef) {
        dynamic(context);
    }
    note_members(context, (&old, &new), &matched, (Kind::AllOfMemberRemoved, Kind::AllOfMemberAdded), Kw::AllOf);
}

/// A dynamic reference can mean every schema with its anchor; those of the same resource correspond.
fn dynamic(context: &mut Context<'_, '_>) {
    let name = |side: &Side<'_>| side.value(Kw::DynamicRef).map(crate::equality::anchor_of).map(str::to_owned);
    let (Some(old_name), Some(new_name)) = (name(&context.old), name(&context.new)) else { return };
    let (old, new) = (context.comparer.old.model, context.comparer.new.model);
    let new_anchors = crate::equality::anchors(new, &new_name);
    for (base, at) in crate::equality::anchors(old, &old_name) {
        let twin = new_anchors.iter().find(|(other, _)| *other == base).map(|(_, at)| *at);
        if let (Some(old), Some(new)) = (old.schemas.at(at), twin.and_then(|twin| new.schemas.at(twin))) {
            context.descend(old, new, None, Bearing::Any);
        }
    }
}

/// `anyOf` and `oneOf`; a change from one to the other is one fact.
fn alternatives(context: &mut Context<'_, '_>) {
    let one = |side: &Side<'_>| match (side.has(Kw::AnyOf), side.has(Kw::OneOf)) {
        (true, false) => Some(Kw::AnyOf),
        (false, true) => Some(Kw::OneOf),
        _ => None,
    };
    if let (Some(old), Some(new)) = (one(&context.old), one(&context.new))
        && old != new
    {
        context.note_keywords(Kind::CompositionChanged, &[old, new]);
        return members(context, (old, new), (Kind::OneOfMemberRemoved, Kind::OneOfMemberAdded));
    }
    members(context, (Kw::AnyOf, Kw::AnyOf), (Kind::AnyOfMemberRemoved, Kind::AnyOfMemberAdded));
    members(context, (Kw::OneOf, Kw::OneOf), (Kind::OneOfMemberRemoved, Kind::OneOfMemberAdded));
}

fn members(context: &mut Context<'_, '_>, kws: (Kw, Kw), kinds: (Kind, Kind)) {
    let old = Member::list(context.comparer.old, &context.old, kws.0);
    let new = Member::list(context.comparer.new, &context.new, kws.1);
    if old.is_empty() || new.is_empty() {
        if !(old.is_empty() && new.is_empty()) {
            // Without alternatives everything is accepted: this is no member more or less.
            context.note_keywords(Kind::CompositionChanged, &[kws.0]);
        }
        return;
    }
    let matched = match_members(context, &old, &new);
    // What one alternative of `oneOf` accepts more can be what another one accepted alone.
    let exclusive = kws.0 == Kw::OneOf || kws.1 == Kw::OneOf;
    let bearing = if exclusive { Bearing::Any } else { context.in_place() };
    for (o, n) in &matched.pairs {
        follow(context, &old[*o], &new[*n], bearing);
    }
    note_members(context, (&old, &new), &matched, kinds, kws.1);
}

fn note_members(
    context: &mut Context<'_, '_>,
    (old, new): (&[Member], &[Member]),
    matched: &Matched,
    kinds: (Kind, Kind),
    kw: Kw,
) {
    let vias = |member: &Member| if member.via == kw { vec![kw] } else { vec![kw, member.via] };
    for member in matched.removed.iter().map(|n| &old[*n]) {
        let at = member.reference.unwrap_or_else(|| context.old_node(member.raw));
        let was = Was::values(Some(context.comparer.node(at)), None);
        let there = context.new.place(kw);
        context.note(kinds.0, Edit::Keywords(vias(member)), (at, there), was);
    }
    for member in matched.added.iter().map(|n| &new[*n]) {
        let at = member.reference.unwrap_or_else(|| context.new_node(member.raw));
        let was = Was::values(None, Some(context.comparer.node(at)));
        let there = context.old.place(kw);
        context.note(kinds.1, Edit::Keywords(vias(member)), (there, at), was);
    }
}

/// What must not hold. More for it is less for the whole, so it is judged together and not in parts.
fn negation(context: &mut Context<'_, '_>) {
    if !is_same_schema(context, Kw::Not) {
        context.note_keywords(Kind::NotChanged, &[Kw::Not]);
    }
}

/// `if`, `then`, `else`: with the same condition, what follows from it is compared in parts.
fn condition(context: &mut Context<'_, '_>) {
    let keywords = [Kw::If, Kw::Then, Kw::Else];
    let has = |side: &Side<'_>| keywords.map(|kw| side.schema(kw).is_some());
    if !(context.old.has(Kw::If) || context.new.has(Kw::If)) {
        return;
    }
    if has(&context.old) != has(&context.new) || !is_same_schema(context, Kw::If) {
        return context.note_keywords(Kind::ConditionChanged, &keywords);
    }
    let bearing = context.in_place();
    for kw in [Kw::Then, Kw::Else] {
        if let (Some(old), Some(new)) = (context.old.schema(kw), context.new.schema(kw)) {
            context.descend(old, new, None, bearing);
        }
    }
}

fn is_same_schema(context: &mut Context<'_, '_>, kw: Kw) -> bool {
    match (context.old.schema(kw), context.new.schema(kw)) {
        (None, None) => true,
        (Some(old), Some(new)) => context.same(old, new),
        _ => false,
    }
}

/// A schema that became one of several alternatives, or was one and is now alone: it is compared with itself, and the
/// other alternatives are what was added or removed. True if that is all there is to compare.
pub(crate) fn lead_on(context: &mut Context<'_, '_>) -> bool {
    let (old, new) = (only_alternatives(&context.old), only_alternatives(&context.new));
    let (kw, is_new) = match (old, new) {
        (None, Some(kw)) => (kw, true),
        (Some(kw), None) => (kw, false),
        _ => return false,
    };
    let (single, several) = if is_new { (&context.old, &context.new) } else { (&context.new, &context.old) };
    if single.has(Kw::AnyOf) || single.has(Kw::OneOf) || single.node.is_empty() {
        return false;
    }
    let versions = (context.comparer.old, context.comparer.new);
    let (single_version, several_version) = if is_new { versions } else { (versions.1, versions.0) };
    let members = Member::list(several_version, several, kw);
    let wrapped = Member::wrapped(single_version, single);
    let alone = wrapped.unwrap_or(Member { id: single.id, reference: None, raw: single.id, via: kw });
    let Some(position) = itself(context, &alone, &members, is_new) else { return false };
    let skip = if is_new { context.new.annotations() } else { context.old.annotations() };
    walk::extensions(context);
    annotations::compare_only(context, &skip);
    let others = members.iter().enumerate().filter(|(n, _)| *n != position).map(|(_, member)| member);
    note_others(context, others, kw, is_new);
    let (old, new) = if is_new { (alone, members[position].clone()) } else { (members[position].clone(), alone) };
    let bearing = if kw == Kw::OneOf { Bearing::Any } else { Bearing::Monotone };
    // A pair that others refer to as well is compared in full.
    let is_shared = old.reference.is_some() && new.reference.is_some();
    let told = if is_shared { Vec::new() } else { [skip, vec![Kw::Type]].concat() };
    context.descend_but(old.id, new.id, None, bearing, &told);
    true
}

/// `anyOf` or `oneOf`, if a schema asserts nothing else.
fn only_alternatives(side: &Side<'_>) -> Option<Kw> {
    let mut asserted = side.assertions();
    let first = asserted.next().filter(|kw| matches!(kw, Kw::AnyOf | Kw::OneOf))?;
    let is_only = asserted.next().is_none() && ![Kw::Ref, Kw::DynamicRef, Kw::AllOf].into_iter().any(|kw| side.has(kw));
    is_only.then_some(first)
}

/// The position of the alternative that is the schema itself: the same, of the same name, or the only one but null.
fn itself(context: &mut Context<'_, '_>, alone: &Member, members: &[Member], is_new: bool) -> Option<usize> {
    let ordered =
        |member: &Member| if is_new { (alone.clone(), member.clone()) } else { (member.clone(), alone.clone()) };
    let known = members.iter().position(|member| {
        let (old, new) = ordered(member);
        is_named_alike(context, &old, &new) || context.same(old.id, new.id)
    });
    known.or_else(|| {
        let (old, new) = (context.comparer.old, context.comparer.new);
        let (own, other) = if is_new { (old, new) } else { (new, old) };
        let mut rest = members.iter().enumerate().filter(|(_, member)| !is_null(&Side::of(other, member.id)));
        let (position, member) = rest.next().filter(|_| members.len() == 2)?;
        let alike = Traits::of(own, alone.id).resembles(&Traits::of(other, member.id));
        (rest.next().is_none() && alike).then_some(position)
    })
}

/// True for a schema that accepts null and nothing else.
fn is_null(side: &Side<'_>) -> bool {
    let only_type = side.types().is_some_and(|types| types.names().eq(["null"]));
    let listed = side.value(Kw::Enum).is_some_and(|list| list.len() == 1 && list.items().all(Node::is_null));
    only_type || listed || side.value(Kw::Const).is_some_and(Node::is_null)
}

/// The alternatives beside the schema itself: null is allowed or forbidden by one.
fn note_others<'m>(context: &mut Context<'_, '_>, others: impl Iterator<Item = &'m Member>, kw: Kw, is_new: bool) {
    let had_null = |side: &Side<'_>| side.types().is_some_and(|types| types.contains("null"));
    let accepted = had_null(if is_new { &context.old } else { &context.new });
    for member in others {
        let version = if is_new { context.comparer.new } else { context.comparer.old };
        let kind = match (is_null(&Side::of(version, member.id)), is_new, kw) {
            // Null is said in another way.
            (true, ..) if accepted => Kind::CompositionChanged,
            (true, true, _) => Kind::NullAllowed,
            (true, false, _) => Kind::NullForbidden,
            (false, true, Kw::OneOf) => Kind::OneOfMemberAdded,
            (false, true, _) => Kind::AnyOfMemberAdded,
            (false, false, Kw::OneOf) => Kind::OneOfMemberRemoved,
            (false, false, _) => Kind::AnyOfMemberRemoved,
        };
        note_other(context, kind, member.raw, is_new);
    }
}

fn note_other(context: &mut Context<'_, '_>, kind: Kind, raw: SchemaId, is_new: bool) {
    let (places, was) = if is_new {
        let at = context.new_node(raw);
        ((context.old.at, at), Was::values(None, Some(context.comparer.node(at))))
    } else {
        let at = context.old_node(raw);
        ((at, context.new.at), Was::values(Some(context.comparer.node(at)), None))
    };
    context.note(kind, Edit::Whole, places, was);
}
