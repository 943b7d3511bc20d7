//! Which keys of a document are metadata, and on which kind of object they stand.

use super::Place;
use crate::scene::{ContractView, Scene, SchemaView, Stand};
use rustc_hash::FxHashMap;
use stipula_diagnostics::FileId;
use stipula_model::NodeRef;
use stipula_source::{Node, NodeId};

/// The keys of a document that begin with `x-`, wherever they stand, in document order.
pub(crate) fn x_keys<'m>(contract: &ContractView<'m>) -> impl Iterator<Item = (Node<'m>, &'m str)> {
    let tree = contract.node.tree();
    let len = u32::try_from(tree.len()).expect("files are below 4 GiB");
    let keys = (0..len).map(|id| tree.node(NodeId(id))).filter(|node| node.is_key());
    keys.filter_map(|key| Some((key, key.as_str().filter(|text| text.starts_with("x-"))?)))
}

/// Objects whose keys are names that the author chose.
const NAMES: [&str; 27] = [
    "callbacks",
    "channels",
    "correlationIds",
    "encoding",
    "examples",
    "externalDocs",
    "headers",
    "links",
    "mapping",
    "messageTraits",
    "messages",
    "operationTraits",
    "operations",
    "parameters",
    "pathItems",
    "replies",
    "replyAddresses",
    "requestBodies",
    "responses",
    "schemas",
    "scopes",
    "securitySchemes",
    "serverVariables",
    "servers",
    "tags",
    "variables",
    "webhooks",
];

/// True if a key is one of the document itself: no name that the author chose, and no part of an example, of another
/// value or of another extension.
pub(crate) fn is_metadata(scene: &Scene<'_>, file: FileId, key: Node<'_>) -> bool {
    let Some(object) = key.parent() else { return false };
    if scene.schema_at(NodeRef::new(file, object)).is_some() {
        return true;
    }
    let (mut node, mut is_own) = (object, true);
    while let Some(parent) = node.parent() {
        let name = node.key().and_then(Node::as_str);
        let is_data = name.is_some_and(|name| name.starts_with("x-") || matches!(name, "example" | "examples"));
        let is_list_of_names = is_own && name.is_some_and(|name| NAMES.contains(&name));
        let is_requirement = is_own && parent.key().is_some_and(|key| key.as_str() == Some("security"));
        // What stands in a schema and is none itself is a value or a list of names.
        if is_data || is_list_of_names || is_requirement || scene.schema_at(NodeRef::new(file, parent)).is_some() {
            return false;
        }
        (node, is_own) = (parent, false);
    }
    true
}

/// The part that the metadata of an object is about, as other rules have it: `info` speaks for the document.
pub(crate) fn subject(contract: &ContractView<'_>, object: Node<'_>) -> NodeRef {
    if contract.node.get("info") == Some(object) { contract.at() } else { contract.at().sibling(object) }
}

/// The objects of a document by kind.
pub(crate) struct Places(FxHashMap<NodeRef, Place>);

impl Places {
    pub(crate) fn of(view: &ContractView<'_>) -> Places {
        let contract = view.contract;
        let operations = contract.operations.iter().map(|operation| (operation.at, Place::Operation));
        let wire = contract.wire_operations.iter().map(|operation| (operation.at, Place::Operation));
        let responses = contract.operations.iter().flat_map(|operation| &operation.responses);
        let responses = responses.map(|response| (response.at, Place::Response));
        let channels = contract.channels.iter().map(|channel| (channel.at, Place::Channel));
        let messages = contract.messages.iter().map(|message| (message.at, Place::Message));
        let info = view.node.get("info").map(|info| (view.at().sibling(info), Place::Document));
        let documents = info.into_iter().chain([(view.at(), Place::Document)]);
        Places(operations.chain(wire).chain(responses).chain(channels).chain(messages).chain(documents).collect())
    }

    /// The kinds that an object is of; none where that is not known.
    pub(crate) fn at(&self, scene: &Scene<'_>, at: NodeRef) -> Vec<Place> {
        let own = self.0.get(&at).copied();
        own.into_iter().chain(scene.schema_at(at).into_iter().flat_map(of_schema)).collect()
    }
}

fn of_schema(schema: &SchemaView<'_>) -> Vec<Place> {
    match schema.stand {
        Stand::Property | Stand::Item | Stand::Whole => vec![Place::Schema, Place::Property],
        _ => vec![Place::Schema],
    }
}
