//! The envelope of an event: headers as in the binary mode of CloudEvents, or a payload that wraps the business data.

use crate::{Cx, MessageView, PropertyView, SchemaView};
use rustc_hash::FxHashSet;
use stipula_model::{Kw, SchemaId};

/// The names under which envelopes carry the business payload.
const BODY: &[&str] = &["data", "payload", "detail", "body"];
/// Attributes of which an envelope has at least one.
const MARKERS: &[&str] =
    &["id", "eventid", "messageid", "source", "producer", "type", "eventtype", "specversion", "time", "occurredat"];

/// The envelope of a message.
pub(super) struct Envelope<'m> {
    /// The schema that declares it: the headers, the payload that wraps the data, or a part of either.
    pub(super) schema: &'m SchemaView<'m>,
    /// The headers or the payload as the message has them.
    pub(super) written: &'m SchemaView<'m>,
    /// True in the headers, false in the payload.
    pub(super) is_binary: bool,
    attributes: Vec<PropertyView<'m>>,
}

impl<'m> Envelope<'m> {
    /// The envelope of a message, if it has one.
    pub(super) fn of(cx: &Cx<'m>, message: &MessageView<'_>) -> Option<Envelope<'m>> {
        let headers = message.message.headers.and_then(|id| Envelope::read(cx, id, true));
        headers.or_else(|| message.message.payload.and_then(|id| Envelope::read(cx, id, false)))
    }

    fn read(cx: &Cx<'m>, id: SchemaId, is_binary: bool) -> Option<Envelope<'m>> {
        let scene = cx.scene;
        let attributes = scene.all_properties(id);
        let names: Vec<String> = attributes.iter().map(|property| plain(property.name)).collect();
        let is_one = if is_binary { is_headers(&names) } else { is_wrapper(&names) };
        let mut marks = attributes.iter().zip(&names).filter(|(_, name)| MARKERS.contains(&name.as_str()));
        let owner = marks.next().filter(|_| is_one)?.0.owner.id;
        Some(Envelope { schema: scene.schema(owner), written: scene.schema(id), is_binary, attributes })
    }

    /// The attribute with one of these names, in lower case without signs.
    pub(super) fn attribute(&self, names: &[&str]) -> Option<PropertyView<'m>> {
        self.attributes.iter().find(|property| names.contains(&plain(property.name).as_str())).copied()
    }
}

fn is_headers(names: &[String]) -> bool {
    names.iter().any(|name| MARKERS.contains(&name.as_str()))
}

/// A payload may have an `id` or a `source` of its own: only what also wraps something, or is unmistakable, is an envelope.
fn is_wrapper(names: &[String]) -> bool {
    let has = |name: &str| names.iter().any(|own| own == name);
    BODY.iter().any(|name| has(name)) && is_headers(names)
        || has("specversion")
        || has("eventid") && (has("eventtype") || has("occurredat"))
}

/// An attribute of a message's envelope.
pub(super) fn attribute<'m>(cx: &Cx<'m>, message: &MessageView<'_>, names: &[&str]) -> Option<PropertyView<'m>> {
    Envelope::of(cx, message)?.attribute(names)
}

/// `ce_tenantid`, `ce-tenantid`, `Tenant-Id` and `tenantId` are one attribute.
pub(super) fn plain(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let bare =
        ["ce_", "ce-", "cloudevents_", "cloudevents:", "x-"].iter().find_map(|prefix| lower.strip_prefix(prefix));
    bare.unwrap_or(&lower).chars().filter(char::is_ascii_alphanumeric).collect()
}

/// The schemas of the property that carries the business payload, if a payload wraps it: every declaration, since an `allOf`
/// may declare it openly in one part and say in another what it is.
pub(super) fn bodies<'m>(cx: &Cx<'m>, payload: SchemaId) -> Option<Vec<PropertyView<'m>>> {
    let names: Vec<String> = cx.scene.all_properties(payload).iter().map(|property| plain(property.name)).collect();
    if !is_wrapper(&names) {
        return None;
    }
    let name = *BODY.iter().find(|name| names.iter().any(|own| own == *name))?;
    Some(declarations(cx, payload, name))
}

fn declarations<'m>(cx: &Cx<'m>, id: SchemaId, name: &str) -> Vec<PropertyView<'m>> {
    const MOST_PARTS: usize = 64;
    let (scene, mut parts, mut seen, mut found) = (cx.scene, vec![id], FxHashSet::default(), Vec::new());
    while let Some(part) = parts.pop().filter(|_| seen.len() < MOST_PARTS) {
        if seen.insert(part) {
            let view = scene.schema(part);
            found.extend(scene.properties(view).filter(|property| plain(property.name) == name));
            parts.extend(view.target);
            parts.extend(view.branches(scene, "allOf"));
        }
    }
    found
}

/// True for a schema that says nothing about an object: neither its properties, nor its parts, nor its values.
pub(super) fn is_open(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    let says = [
        Kw::Ref,
        Kw::DynamicRef,
        Kw::AllOf,
        Kw::OneOf,
        Kw::AnyOf,
        Kw::Not,
        Kw::If,
        Kw::Enum,
        Kw::Const,
        Kw::PatternProperties,
        Kw::Items,
        Kw::PrefixItems,
    ];
    let has_properties = schema.get(Kw::Properties).is_some_and(|map| !map.is_empty());
    let is_typed = schema.has(Kw::Type) && !schema.is("object") && !schema.is("array");
    // `true` and `{}` say nothing about the values, `false` says that there are none.
    let is_map = schema.child(cx.scene, Kw::AdditionalProperties).is_some_and(|id| {
        let values = cx.scene.resolved(id).node;
        values.as_bool() == Some(false) || values.is_object() && !values.is_empty()
    });
    !has_properties && !is_typed && !is_map && !says.iter().any(|kw| schema.has(*kw))
}

/// The schema that declares the marks of an envelope: this one, or a part of its `allOf`. Cheaper than [`Envelope::of`].
pub(super) fn home(cx: &Cx<'_>, id: SchemaId) -> Option<SchemaId> {
    let own = |id: SchemaId| {
        let view = cx.scene.resolved(id);
        let mut names = view.get(Kw::Properties).into_iter().flat_map(|map| map.members().map(|(name, _)| name));
        names.any(|name| MARKERS.contains(&plain(name).as_str())).then_some(view.id)
    };
    own(id).or_else(|| cx.scene.resolved(id).branches(cx.scene, "allOf").into_iter().find_map(own))
}
