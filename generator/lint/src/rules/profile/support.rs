//! What several rules of this family ask.

use crate::{ContractView, Scene, SchemaView, Stand, Surfaces};
use stipula_model::{Draft, Kw, SchemaId, Vocabulary};
use stipula_source::Node;

/// What an object says about properties beyond those that it declares. None of this is a closed object's.
pub(super) enum Extent<'m> {
    /// It is declared an extension map.
    Extension,
    /// It declares properties and is silent about others.
    Undeclared,
    /// It describes nothing at all.
    Free,
    /// It allows everything: the value of `additionalProperties`.
    Open(Node<'m>),
    /// It describes the values of all others.
    Map(SchemaId),
}

/// The extent of an object that is a description of its own; `None` for a closed one and for everything else.
pub(super) fn extent<'m>(scene: &Scene<'m>, schema: &SchemaView<'m>) -> Option<Extent<'m>> {
    if !schema.is_object() || schema.is_fragment || schema.is_base || schema.is_reference() {
        return None;
    }
    let additional = schema.get(Kw::AdditionalProperties);
    let settled = [Kw::Const, Kw::Enum, Kw::UnevaluatedProperties, Kw::PatternProperties];
    if additional.and_then(Node::as_bool) == Some(false) || settled.iter().any(|kw| schema.has(*kw)) {
        return None;
    }
    if is_extension_map(schema) {
        return Some(Extent::Extension);
    }
    match additional {
        Some(value) => {
            let child = schema.child(scene, Kw::AdditionalProperties)?;
            Some(if says_nothing(scene.schema(child)) { Extent::Open(value) } else { Extent::Map(child) })
        }
        None if declares_properties(schema) => (!is_completed_elsewhere(scene, schema)).then_some(Extent::Undeclared),
        None => (!schema.is_composed() && !schema.has(Kw::If)).then_some(Extent::Free),
    }
}

/// True if other schemas for the same value declare properties, so that `additionalProperties` could not close it.
fn is_completed_elsewhere(scene: &Scene<'_>, schema: &SchemaView<'_>) -> bool {
    let adds = |id: SchemaId| declares_properties(scene.resolved(id)) || scene.resolved(id).is_composed();
    schema.has(Kw::AllOf) || ["oneOf", "anyOf"].iter().any(|kw| schema.branches(scene, kw).into_iter().any(adds))
}

/// True if the object declares at least one property.
pub(super) fn declares_properties(schema: &SchemaView<'_>) -> bool {
    schema.get(Kw::Properties).is_some_and(|properties| !properties.is_empty())
}

/// True for `x-extension-map: true`.
pub(super) fn is_extension_map(schema: &SchemaView<'_>) -> bool {
    schema.node.get("x-extension-map").and_then(Node::as_bool) == Some(true)
}

/// True for `true` and for objects without a word about the value.
pub(super) fn says_nothing(schema: &SchemaView<'_>) -> bool {
    match schema.node.as_bool() {
        Some(accepts) => accepts,
        None => !schema.keywords().any(|(kw, _)| restricts(kw)),
    }
}

/// True for keywords that say something about the value.
pub(super) fn restricts(kw: Kw) -> bool {
    matches!(kw.vocabulary(), Vocabulary::Applicator | Vocabulary::Validation) || matches!(kw, Kw::Ref | Kw::DynamicRef)
}

/// True for the open payload of an event's envelope: what it holds is said by the event's type.
pub(super) fn is_envelope_payload(scene: &Scene<'_>, schema: &SchemaView<'_>) -> bool {
    const MARKS: [&str; 5] = ["specversion", "dataschema", "eventType", "eventId", "payloadSchemaId"];
    let is_named = schema.stand == Stand::Property && matches!(schema.key, Some("data" | "payload"));
    let envelope = schema.parent.filter(|_| is_named).and_then(|parent| scene.schema(parent).get(Kw::Properties));
    envelope.is_some_and(|properties| MARKS.iter().any(|mark| properties.get(mark).is_some()))
}

/// The draft that a schema is read by.
pub(super) fn draft(scene: &Scene<'_>, schema: &SchemaView<'_>) -> Draft {
    let schemas = &scene.model.schemas;
    schemas.resource(schemas.get(schema.id).resource).draft
}

/// What a message calls a schema: its name in backticks, or `this array`.
pub(super) fn called(schema: &SchemaView<'_>, kind: &str) -> String {
    let key = schema.key.filter(|_| matches!(schema.stand, Stand::Property | Stand::Named));
    match key.or_else(|| schema.name()) {
        Some(name) => format!("`{name}`"),
        None => format!("this {kind}"),
    }
}

/// Parts of a sentence: `a, b and c`.
pub(super) fn joined<S: AsRef<str>>(parts: &[S]) -> String {
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    match parts.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// A name cut where it would not help to see more.
pub(super) fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The URI that a file has under the configured base URI.
pub(super) fn own_uri(scene: &Scene<'_>, contract: &ContractView<'_>) -> Option<String> {
    let base = scene.roots.base_uri.as_deref()?;
    Some(format!("{}/{}", base.trim_end_matches('/'), contract.path))
}

/// True for an absolute URI (RFC 3986 §3.1).
pub(super) fn has_scheme(uri: &str) -> bool {
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    };
    uri.split_once(':').is_some_and(|(scheme, _)| is_scheme(scheme))
}

/// True for a schema that only says what is required: it restricts what stands around it and describes nothing.
pub(super) fn only_requires(schema: &SchemaView<'_>) -> bool {
    schema.has(Kw::Required) && schema.keywords().all(|(kw, _)| kw == Kw::Required || !restricts(kw))
}

/// True for what is read and never sent by clients, unless it is sent as an event.
pub(super) fn is_only_read(schema: &SchemaView<'_>) -> bool {
    schema.get(Kw::ReadOnly).and_then(Node::as_bool) == Some(true) && !schema.surfaces.meets(Surfaces::EVENT)
}

/// True if what an alternative stands in has one of the keywords: it holds for all alternatives.
pub(super) fn is_around(scene: &Scene<'_>, schema: &SchemaView<'_>, keywords: &[Kw]) -> bool {
    let mut view = schema;
    while let Some(parent) = view.parent.filter(|_| view.stand == Stand::Alternative) {
        view = scene.schema(parent);
        if keywords.iter().any(|kw| view.has(*kw)) {
            return true;
        }
    }
    false
}

/// A value as text, so that equal values are equal texts (RFC 8785 orders the keys; numbers are compared as numbers).
pub(super) fn canonical(value: Node<'_>) -> String {
    if let Some(number) = value.as_number() {
        let parsed = number.parse::<f64>().ok().filter(|parsed| parsed.is_finite() && parsed.abs() < 9e15);
        return parsed.map_or_else(|| number.to_owned(), |parsed| parsed.to_string());
    }
    if value.is_array() {
        return format!("[{}]", value.items().map(canonical).collect::<Vec<_>>().join(","));
    }
    if value.is_object() {
        let mut members: Vec<String> =
            value.members().map(|(key, value)| format!("{key:?}:{}", canonical(value))).collect();
        members.sort();
        return format!("{{{}}}", members.join(","));
    }
    value.to_json().to_string()
}

/// A schema and all others for the same value that it leads to: its reference, parts, alternatives and conditions. `None`
/// if there are too many.
pub(super) fn in_place(scene: &Scene<'_>, id: SchemaId) -> Option<Vec<SchemaId>> {
    const MOST: usize = 256;
    let mut found = vec![id];
    let mut next = 0;
    while let Some(id) = found.get(next).copied() {
        next += 1;
        let view = scene.schema(id);
        let listed = ["allOf", "anyOf", "oneOf"].into_iter().flat_map(|keyword| view.branches(scene, keyword));
        let single = [Kw::If, Kw::Then, Kw::Else].into_iter().filter_map(|kw| view.child(scene, kw));
        for other in listed.chain(single).chain(view.target) {
            if !found.contains(&other) {
                found.push(other);
            }
        }
        if found.len() > MOST {
            return None;
        }
    }
    Some(found)
}
