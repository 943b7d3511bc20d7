//! What leaves for readers outside, by `x-audience`.

use crate::options::Words;
use crate::{ContractView, Cx, MessageView, OperationView, Surfaces};
use stipula_model::{HttpSource, MediaType, SchemaId};
use stipula_source::Node;

/// A schema whose values go out.
pub(super) struct Exit {
    pub(super) schema: SchemaId,
    /// To whom.
    pub(super) audience: String,
    /// By what: for messages.
    pub(super) by: String,
}

/// All that goes out to one of these audiences, in the order of the contracts.
pub(super) fn exits(cx: &Cx<'_>, audiences: &Words) -> Vec<Exit> {
    let mut exits = Vec::new();
    for contract in cx.contracts.iter().filter(|contract| contract.is_meant) {
        let of_all = contract.node.get("info").and_then(audience).or_else(|| audience(contract.node));
        let mut add = |declared: &[Node<'_>], schemas: Vec<SchemaId>, by: &str| {
            if let Some(outside) = declared.iter().find_map(|declared| among(*declared, audiences)) {
                let exit = |schema| Exit { schema, audience: outside.to_owned(), by: format!("`{by}`") };
                exits.extend(schemas.into_iter().map(exit));
            }
        };
        for operation in contract.operations(cx.sources) {
            let declared: Vec<_> = audience(operation.node).or(of_all).into_iter().collect();
            add(&declared, sent(&operation), &operation.name());
        }
        for message in contract.messages(cx) {
            let mut declared: Vec<_> = audience(message.node).into_iter().collect();
            if declared.is_empty() {
                declared = of_channels(cx, contract, &message);
            }
            if declared.is_empty() {
                declared.extend(of_all);
            }
            let schemas = message.message.payload.into_iter().chain(message.message.headers).collect();
            add(&declared, schemas, message.name());
        }
        exits.extend(standalone(contract, audiences));
    }
    exits
}

fn audience(node: Node<'_>) -> Option<Node<'_>> {
    node.get("x-audience")
}

/// The first of the declared audiences that is outside.
fn among<'n>(declared: Node<'n>, audiences: &Words) -> Option<&'n str> {
    let listed = declared.items().filter_map(Node::as_str);
    declared.as_str().into_iter().chain(listed).find(|own| audiences.has(own))
}

/// What the channels that carry a message declare.
fn of_channels<'s>(cx: &'s Cx<'_>, contract: &'s ContractView<'_>, message: &MessageView<'_>) -> Vec<Node<'s>> {
    let carries = |index: &usize| std::ptr::eq(&raw const contract.contract.messages[*index], message.message);
    let channels = contract.contract.channels.iter();
    let own = channels.filter(|channel| channel.messages.iter().any(|(_, index)| carries(index)));
    own.filter_map(|channel| audience(channel.at.get(cx.sources))).collect()
}

/// What a service writes: responses to clients, requests to consumers.
fn sent(view: &OperationView<'_>) -> Vec<SchemaId> {
    let operation = view.operation;
    let schemas = |content: &[MediaType]| -> Vec<SchemaId> {
        content.iter().flat_map(|media| media.schema.into_iter().chain(media.item_schema)).collect()
    };
    if operation.source != HttpSource::Path {
        return operation.body.iter().flat_map(|body| schemas(&body.content)).collect();
    }
    let headers = operation.responses.iter().flat_map(|response| &response.headers).filter_map(|header| header.schema);
    let bodies = operation.responses.iter().flat_map(|response| schemas(&response.content));
    bodies.chain(headers).collect()
}

/// A file of its own may say to whom it goes.
fn standalone(contract: &ContractView<'_>, audiences: &Words) -> Option<Exit> {
    let is_read = contract.surfaces.meets(Surfaces::EVENT.and(Surfaces::RESPONSE));
    let outside = among(audience(contract.node)?, audiences).filter(|_| is_read)?;
    let by = format!("`{}`", contract.node.get_str("title").unwrap_or(&contract.path));
    Some(Exit { schema: contract.contract.schema?, audience: outside.to_owned(), by })
}
