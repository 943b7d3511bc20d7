//! AsyncAPI 3.0 and 3.1: channels and operations apart.

use super::{Lowering, asyncapi::Description};
use crate::contract::{Action, Channel, WireOperation};
use crate::{Contract, Kind, NodeRef, ResourceId, Version};
use rustc_hash::FxHashMap;
use stipula_source::Node;

/// Lowers an AsyncAPI 3 description.
pub(super) fn lower(lowering: &mut Lowering<'_>, at: NodeRef, resource: ResourceId, version: Version) -> Contract {
    let mut contract = lowering.contract(at, Kind::AsyncApi(version));
    let description = &mut Description::open(lowering, &mut contract, resource);
    let root = description.root();
    let mut channels: FxHashMap<NodeRef, usize> = FxHashMap::default();
    let in_components = root.get("components").and_then(|components| components.get("channels"));
    for (name, node) in [root.get("channels"), in_components].into_iter().flatten().flat_map(Node::members) {
        channel(description, name, (at.sibling(node), resource), &mut channels);
    }
    let in_components = root.get("components").and_then(|components| components.get("operations"));
    for (name, node) in [root.get("operations"), in_components].into_iter().flatten().flat_map(Node::members) {
        operation(description, name, at.sibling(node), &mut channels);
    }
    contract
}

fn channel(
    description: &mut Description<'_, '_>,
    name: &str,
    (at, resource): (NodeRef, ResourceId),
    channels: &mut FxHashMap<NodeRef, usize>,
) -> Option<usize> {
    let (at, resource) = description.lowering.deref(at, resource, "channels")?;
    if let Some(known) = channels.get(&at) {
        return Some(*known);
    }
    let node = description.lowering.get(at);
    let mut messages = Vec::new();
    for (key, message) in node.get("messages").into_iter().flat_map(Node::members) {
        if let Some(index) = description.message(key, at.sibling(message), resource) {
            messages.push((key.to_owned(), index));
        }
    }
    let parameters = node.get("parameters").into_iter().flat_map(Node::members);
    let parameters = parameters.map(|(name, parameter)| (name.to_owned(), at.sibling(parameter))).collect();
    let address = match node.get("address") {
        Some(address) => address.as_str().map(str::to_owned),
        None => None,
    };
    let index = description.contract.channels.len();
    description.contract.channels.push(Channel { at, name: name.to_owned(), address, parameters, messages });
    channels.insert(at, index);
    Some(index)
}

fn operation(description: &mut Description<'_, '_>, name: &str, at: NodeRef, channels: &mut FxHashMap<NodeRef, usize>) {
    let Some((at, resource)) = description.lowering.deref(at, description.resource, "operations") else { return };
    let node = description.lowering.get(at);
    let action = match node.get_str("action") {
        Some("send") => Action::Send,
        Some("receive") => Action::Receive,
        _ => return,
    };
    let channel = node.get("channel").and_then(|node| channel(description, "", (at.sibling(node), resource), channels));
    let limited: Vec<Node<'_>> = node.get("messages").into_iter().flat_map(Node::items).collect();
    let limited = limited.into_iter().filter_map(|message| description.message("", at.sibling(message), resource));
    let mut messages: Vec<usize> = limited.collect();
    if node.get("messages").is_none() {
        let all = channel.map(|channel| &description.contract.channels[channel].messages);
        messages = all.into_iter().flatten().map(|(_, index)| *index).collect();
    }
    description.contract.wire_operations.push(WireOperation { at, name: name.to_owned(), action, channel, messages });
}
