//! The business payloads of events.

use super::envelope::{bodies, is_open};
use super::support::{audiences, is_event, said, texts};
use crate::words::words;
use crate::{ContractView, Cx, MessageView, SchemaView, Surfaces};
use rustc_hash::FxHashSet;
use stipula_model::{Kw, NodeRef, SchemaId};

/// The business payload of an event.
pub(super) struct Payload<'m> {
    pub(super) schema: &'m SchemaView<'m>,
    /// For whom it is.
    pub(super) audiences: Vec<&'m str>,
    /// Its `x-event-shape`.
    pub(super) shape: Option<NodeRef>,
}

/// The business payload of a message, without its envelope: one schema, or several where `oneOf` or `anyOf` offers a choice.
/// None where it says nothing.
pub(super) fn facts<'m>(cx: &Cx<'m>, message: &MessageView<'_>) -> Vec<&'m SchemaView<'m>> {
    let scene = cx.scene;
    let Some(payload) = message.message.payload else { return Vec::new() };
    let body = match bodies(cx, payload) {
        Some(bodies) => bodies.iter().map(|body| scene.resolved(body.schema.id)).find(|body| !is_open(cx, body)),
        None => Some(scene.resolved(payload)),
    };
    let Some(body) = body else { return Vec::new() };
    let is_typed = |id: SchemaId| !scene.all_properties(id).is_empty();
    if is_typed(body.id) {
        return vec![body];
    }
    let branches = ["oneOf", "anyOf"].iter().flat_map(|keyword| body.branches(scene, keyword));
    branches.map(|id| scene.resolved(id)).filter(|branch| is_typed(branch.id)).collect()
}

/// The business payloads of a document, each once. A standalone schema is one if its title calls it an event and no message
/// carries it.
pub(super) fn payloads<'m>(cx: &Cx<'m>, contract: &ContractView<'_>) -> Vec<Payload<'m>> {
    let own: &ContractView<'m> = &cx.scene.contracts[contract.index];
    let (mut seen, mut found) = (FxHashSet::default(), Vec::new());
    for message in own.messages(cx.scene).filter(|message| is_event(cx, message)) {
        for schema in facts(cx, &message).into_iter().filter(|schema| seen.insert(schema.id)) {
            let of_schema = schema.node.get("x-event-shape").map(|value| schema.at.sibling(value));
            let shape = said(cx, &message, "x-event-shape").or(of_schema);
            found.push(Payload { schema, audiences: audiences(cx, &message), shape });
        }
    }
    found.extend(alone(cx, own));
    found
}

fn alone<'m>(cx: &Cx<'m>, contract: &ContractView<'m>) -> Option<Payload<'m>> {
    let schema = cx.scene.schema(contract.contract.schema?);
    let title = schema.text(Kw::Title).filter(|_| contract.surfaces.has(Surfaces::EVENT))?;
    // What wraps a payload, such as the envelope of the platform, is no event itself.
    let is_event = words(title).iter().rev().take(2).any(|word| word == "event") && bodies(cx, schema.id).is_none();
    let carries = |id: Option<SchemaId>| id.is_some_and(|id| cx.scene.resolved(id).id == schema.id);
    let mut messages = cx.scene.contracts.iter().flat_map(|contract| &contract.contract.messages);
    if !is_event || cx.scene.all_properties(schema.id).is_empty() || messages.any(|message| carries(message.payload)) {
        return None;
    }
    if cx.scene.messages().any(|message| facts(cx, &message).iter().any(|own| own.id == schema.id)) {
        return None;
    }
    let audiences = schema.node.get("x-audience").map(texts).unwrap_or_default();
    Some(Payload { schema, audiences, shape: schema.node.get("x-event-shape").map(|value| schema.at.sibling(value)) })
}
