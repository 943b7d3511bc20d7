//! Constraints that look as if nothing could satisfy them all. It is a suspicion: the oracle has the last word.

use super::{support, union};
use crate::{Scene, SchemaView};
use rustc_hash::FxHashSet;
use stipula_model::{Kw, NodeRef, SchemaId};
use stipula_source::Node;

/// Two constraints that exclude each other.
pub(super) struct Clash {
    /// The one, and where it stands.
    pub(super) at: NodeRef,
    /// The other.
    pub(super) other: NodeRef,
    /// Both in words.
    pub(super) text: String,
    /// The type of which no value is left; `None` for all.
    pub(super) kind: Option<&'static str>,
}

/// True if a schema has constraints that could exclude each other: a quick look that most schemas do not pass.
pub(super) fn is_possible(schema: &SchemaView<'_>) -> bool {
    let (mut least, mut most, mut listed) = (false, false, 0);
    for (kw, _) in schema.keywords() {
        match kw {
            Kw::AllOf => return true,
            Kw::MinLength | Kw::MinItems | Kw::MinProperties | Kw::Minimum | Kw::ExclusiveMinimum | Kw::Required => {
                least = true;
            }
            Kw::MaxLength | Kw::MaxItems | Kw::MaxProperties | Kw::Maximum | Kw::ExclusiveMaximum => most = true,
            Kw::Ref | Kw::Enum | Kw::Const => listed += 1,
            _ => {}
        }
    }
    least && most || listed > 1 || schema.has(Kw::Ref) && (least || most || schema.has(Kw::Type))
}

/// The first pair of constraints of a schema, its reference and its parts that exclude each other, unless one of these
/// has it already.
pub(super) fn find(scene: &Scene<'_>, schema: &SchemaView<'_>) -> Option<Clash> {
    let inner: Vec<SchemaId> = schema.branches(scene, "allOf").into_iter().chain(schema.target).collect();
    let clash = among(scene, schema.id)?;
    inner.into_iter().all(|part| among(scene, part).is_none()).then_some(clash)
}

fn among(scene: &Scene<'_>, id: SchemaId) -> Option<Clash> {
    let ids = union::parts(scene, id);
    let parts: Vec<&SchemaView<'_>> = ids.iter().map(|id| scene.schema(*id)).collect();
    bounds(&parts)
        .or_else(|| values(&parts))
        .or_else(|| too_many_required(&parts))
        .or_else(|| forbidden(&parts))
        .or_else(|| types(&parts))
}

/// The least and the most of something, with the type of which it is a property.
const LIMITS: [(&[Kw], &[Kw], &str); 4] = [
    (&[Kw::MinLength], &[Kw::MaxLength], "string"),
    (&[Kw::MinItems], &[Kw::MaxItems], "array"),
    (&[Kw::MinProperties], &[Kw::MaxProperties], "object"),
    (&[Kw::Minimum, Kw::ExclusiveMinimum], &[Kw::Maximum, Kw::ExclusiveMaximum], "number"),
];

/// A bound as it stands in a schema.
struct Bound {
    limit: f64,
    excludes: bool,
    at: NodeRef,
    text: String,
}

fn bounds(parts: &[&SchemaView<'_>]) -> Option<Clash> {
    LIMITS.into_iter().find_map(|(least, most, kind)| {
        let of = |keywords: &[Kw]| -> Vec<Bound> {
            parts.iter().flat_map(|part| keywords.iter().filter_map(|kw| bound(part, *kw))).collect()
        };
        let least =
            of(least).into_iter().max_by(|a, b| a.limit.total_cmp(&b.limit).then(a.excludes.cmp(&b.excludes)))?;
        let most = of(most).into_iter().min_by(|a, b| a.limit.total_cmp(&b.limit).then(b.excludes.cmp(&a.excludes)))?;
        let is_empty = least.limit > most.limit || least.limit >= most.limit && (least.excludes || most.excludes);
        let text = format!("`{}` and `{}` leave no {kind}", least.text, most.text);
        let is_about = parts.iter().all(|part| !part.has(Kw::Type) || part.types.names().any(|own| is_of(own, kind)));
        (is_empty && is_about).then_some(Clash { at: least.at, other: most.at, text, kind: Some(kind) })
    })
}

fn is_of(own: &str, kind: &str) -> bool {
    own == kind || own == "integer" && kind == "number"
}

fn bound(part: &SchemaView<'_>, kw: Kw) -> Option<Bound> {
    let value = part.get(kw)?;
    let text = value.as_number()?;
    // draft-04 and OpenAPI 3.0: a flag beside the bound.
    let flag = match kw {
        Kw::Minimum => part.get(Kw::ExclusiveMinimum),
        Kw::Maximum => part.get(Kw::ExclusiveMaximum),
        _ => None,
    };
    let is_flagged = flag.and_then(Node::as_bool) == Some(true);
    let excludes = is_flagged || matches!(kw, Kw::ExclusiveMinimum | Kw::ExclusiveMaximum);
    let at = part.at.sibling(value);
    Some(Bound { limit: text.parse().ok()?, excludes, at, text: format!("{}: {text}", kw.name()) })
}

/// Lists of values, and single ones, that have none in common.
fn values(parts: &[&SchemaView<'_>]) -> Option<Clash> {
    let mut lists = parts.iter().flat_map(|part| [Kw::Enum, Kw::Const].into_iter().filter_map(|kw| listed(part, kw)));
    let (at, first, mut common) = lists.next()?;
    lists.find_map(|(other, kw, theirs)| {
        common.retain(|value| theirs.contains(value));
        let text = format!("`{}` and `{}` have no value in common", first.name(), kw.name());
        common.is_empty().then_some(Clash { at: other, other: at, text, kind: None })
    })
}

fn listed(part: &SchemaView<'_>, kw: Kw) -> Option<(NodeRef, Kw, FxHashSet<String>)> {
    let value = part.get(kw)?;
    let values = match kw {
        Kw::Const => std::iter::once(support::canonical(value)).collect(),
        _ => value.items().map(support::canonical).collect(),
    };
    Some((part.at.sibling(value), kw, values))
}

fn too_many_required(parts: &[&SchemaView<'_>]) -> Option<Clash> {
    let list = parts.iter().find_map(|part| part.get(Kw::Required).map(|list| part.at.sibling(list)))?;
    let most =
        parts.iter().filter_map(|part| bound(part, Kw::MaxProperties)).min_by(|a, b| a.limit.total_cmp(&b.limit))?;
    let names: FxHashSet<&str> = parts.iter().flat_map(|part| part.required().filter_map(Node::as_str)).collect();
    let text = format!("{} properties are required, and `{}` leaves no object", names.len(), most.text);
    let is_more = u32::try_from(names.len()).is_ok_and(|count| f64::from(count) > most.limit);
    is_more.then_some(Clash { at: list, other: most.at, text, kind: Some("object") })
}

/// What one part requires and another, which is closed, does not know.
fn forbidden(parts: &[&SchemaView<'_>]) -> Option<Clash> {
    parts.iter().find_map(|closed| {
        let end = closed.get(Kw::AdditionalProperties).filter(|value| value.as_bool() == Some(false));
        let end = end.filter(|_| !closed.has(Kw::PatternProperties))?;
        let knows = |name: &str| closed.get(Kw::Properties).is_some_and(|own| own.get(name).is_some());
        let others = parts.iter().filter(|part| part.id != closed.id);
        let mut required =
            others.flat_map(|part| part.required().map(|item| part.at.sibling(item)).zip(part.required()));
        let (at, item) = required.find(|(_, item)| item.as_str().is_some_and(|name| !knows(name)))?;
        let text =
            format!("`{}` is required here, and a part that is closed forbids it", item.as_str().unwrap_or_default());
        Some(Clash { at, other: closed.at.sibling(end), text, kind: Some("object") })
    })
}

fn types(parts: &[&SchemaView<'_>]) -> Option<Clash> {
    let mut typed = parts.iter().filter_map(|part| Some((part, part.get(Kw::Type)?)));
    let (first, value) = typed.next()?;
    let (other, theirs) = typed.find(|(part, _)| {
        !part.types.names().any(|own| first.types.names().any(|theirs| is_of(own, theirs) || is_of(theirs, own)))
    })?;
    let text = "the types have no value in common".to_owned();
    Some(Clash { at: other.at.sibling(theirs), other: first.at.sibling(value), text, kind: None })
}
