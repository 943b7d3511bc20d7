//! Channels and the operations on them (AsyncAPI 3.0 §Channel Object, §Operation Object).

use super::paths::template_names;
use crate::Context;
use stipula_diagnostics::{Diagnostic, codes};
use stipula_model::{Channel, Contract};
use stipula_source::Node;

pub(super) fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for contract in &context.model.contracts {
        for channel in &contract.channels {
            parameters(context, channel, &mut findings);
        }
        messages(context, contract, &mut findings);
    }
    findings
}

fn parameters(context: &Context<'_>, channel: &Channel, findings: &mut Vec<Diagnostic>) {
    let Some(address) = channel.address.as_deref() else { return };
    let template = format!("/{address}");
    let node = channel.at.get(context.sources);
    // In 2.x the address is the channel's key.
    let place = match node.get("address") {
        Some(address) => channel.at.sibling(address).place(context.sources),
        None => channel.at.place(context.sources),
    };
    let names = match template_names(&template) {
        Ok(names) => names,
        Err(message) => {
            findings.push(Diagnostic::new(codes::PATH_TEMPLATE_INVALID, place, message.replace(&template, address)));
            return;
        }
    };
    for name in names.iter().filter(|name| !channel.parameters.iter().any(|(declared, _)| declared == *name)) {
        let message = format!("the channel `{}` does not declare its parameter `{name}`", channel.name);
        let diagnostic = Diagnostic::new(codes::CHANNEL_PARAMETER_UNDECLARED, place.clone(), message);
        findings.push(diagnostic.with_help(format!("add `{name}` to the channel's `parameters`")));
    }
    for (name, at) in channel.parameters.iter().filter(|(name, _)| !names.contains(&name.as_str())) {
        let message = format!("the address `{address}` has no parameter `{name}`");
        let parameter = at.get(context.sources);
        let key = at.sibling(parameter.key().unwrap_or(parameter));
        findings.push(Diagnostic::new(codes::CHANNEL_PARAMETER_UNUSED, key.place(context.sources), message));
    }
}

fn messages(context: &Context<'_>, contract: &Contract, findings: &mut Vec<Diagnostic>) {
    for operation in &contract.wire_operations {
        let Some(channel) = operation.channel.map(|channel| &contract.channels[channel]) else { continue };
        let node = operation.at.get(context.sources);
        let listed: Vec<_> = node.get("messages").into_iter().flat_map(Node::items).collect();
        if listed.len() != operation.messages.len() {
            // One of them does not resolve, which was reported.
            continue;
        }
        for (position, message) in operation.messages.iter().enumerate() {
            if channel.messages.iter().any(|(_, known)| known == message) {
                continue;
            }
            let at = listed[position];
            let value = at.get("$ref").unwrap_or(at);
            let name = &contract.messages[*message].name;
            let text = format!("the message `{name}` is not one of the channel `{}`", channel.name);
            let place = operation.at.sibling(value).place(context.sources);
            let diagnostic = Diagnostic::new(codes::OPERATION_MESSAGE_NOT_IN_CHANNEL, place, text)
                .with_label(channel.at.place(context.sources), "the channel")
                .with_help("refer to it through the channel, as in `#/channels/<name>/messages/<message>`");
            findings.push(diagnostic);
        }
    }
}
