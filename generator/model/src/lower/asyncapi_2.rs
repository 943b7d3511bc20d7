//! AsyncAPI 2.0 to 2.6, lowered to the shape of 3: a channel item's `publish` is what others send, so
//! the application receives it, and `subscribe` is what it sends (AsyncAPI 3.0 migration guide, "Operation keywords").

use super::{Lowering, asyncapi::Description};
use crate::contract::{Action, Channel, SecurityUse, WireOperation};
use crate::{Contract, Kind, NodeRef, ResourceId, Version};
use stipula_source::Node;

/// Lowers an AsyncAPI 2 description.
pub(super) fn lower(lowering: &mut Lowering<'_>, at: NodeRef, resource: ResourceId, version: Version) -> Contract {
    let mut contract = lowering.contract(at, Kind::AsyncApi(version));
    let description = &mut Description::open(lowering, &mut contract, resource);
    let root = description.root();
    let servers = root.get("servers").into_iter().flat_map(Node::members);
    for security in servers.filter_map(|(_, server)| server.get("security")) {
        lower_security(description, at.sibling(security));
    }
    for (address, item) in root.get("channels").into_iter().flat_map(Node::members) {
        let Some((item, resource)) = description.lowering.deref(at.sibling(item), description.resource, "channels")
        else {
            continue;
        };
        let node = description.lowering.get(item);
        let channel = description.contract.channels.len();
        let parameters = node.get("parameters").into_iter().flat_map(Node::members);
        let parameters = parameters.map(|(name, parameter)| (name.to_owned(), item.sibling(parameter))).collect();
        description.contract.channels.push(Channel {
            at: item,
            name: address.to_owned(),
            address: Some(address.to_owned()),
            parameters,
            messages: Vec::new(),
        });
        for (key, action) in [("publish", Action::Receive), ("subscribe", Action::Send)] {
            if let Some(operation) = node.get(key) {
                lower_operation(description, (item.sibling(operation), resource), key, action, channel);
            }
        }
    }
    contract
}

fn lower_operation(
    description: &mut Description<'_, '_>,
    (at, resource): (NodeRef, ResourceId),
    key: &str,
    action: Action,
    channel: usize,
) {
    let node = description.lowering.get(at);
    if let Some(security) = node.get("security") {
        lower_security(description, at.sibling(security));
    }
    let Some(message) = node.get("message") else { return };
    let alternatives: Vec<Node<'_>> = match message.get("oneOf") {
        Some(list) => list.items().collect(),
        None => vec![message],
    };
    let messages: Vec<usize> = alternatives
        .into_iter()
        .filter_map(|message| description.message(key, at.sibling(message), resource))
        .collect();
    for index in &messages {
        let name = description.contract.messages[*index].name.clone();
        description.contract.channels[channel].messages.push((name, *index));
    }
    let name = node.get_str("operationId").unwrap_or(key).to_owned();
    description.contract.wire_operations.push(WireOperation { at, name, action, channel: Some(channel), messages });
}

/// A list of requirements: scheme names with their scopes (AsyncAPI 2.6 §Security Requirement Object).
fn lower_security(description: &mut Description<'_, '_>, at: NodeRef) {
    let requirements: Vec<Node<'_>> = description.lowering.get(at).items().collect();
    for (key, scopes) in requirements.into_iter().flat_map(Node::entries) {
        description.contract.security.push(SecurityUse {
            scheme: key.as_str().unwrap_or_default().to_owned(),
            scopes: scopes.items().filter_map(Node::as_str).map(str::to_owned).collect(),
            at: at.sibling(key),
        });
    }
}
