//! What AsyncAPI 2 and 3 share: messages and their schemas.

use super::Lowering;
use crate::contract::{Example, Message};
use crate::{Contract, NodeRef, ResourceId, SchemaId};
use rustc_hash::FxHashMap;
use stipula_source::Node;

/// An AsyncAPI description on its way into a contract.
pub(super) struct Description<'a, 's> {
    pub(super) lowering: &'a mut Lowering<'s>,
    pub(super) at: NodeRef,
    pub(super) contract: &'a mut Contract,
    pub(super) resource: ResourceId,
    /// Message Objects that were lowered: their index in the contract.
    messages: FxHashMap<NodeRef, usize>,
}

impl<'a, 's> Description<'a, 's> {
    /// Begins with the components, which both versions have.
    pub(super) fn open(lowering: &'a mut Lowering<'s>, contract: &'a mut Contract, resource: ResourceId) -> Self {
        let at = contract.at;
        let mut description = Description { lowering, at, contract, resource, messages: FxHashMap::default() };
        description.components();
        description
    }

    pub(super) fn root(&self) -> Node<'s> {
        self.lowering.get(self.at)
    }

    fn components(&mut self) {
        let Some(components) = self.root().get("components") else { return };
        for (name, schema) in components.get("schemas").into_iter().flat_map(Node::members) {
            if let Some(id) = self.schema(self.at.sibling(schema), self.resource) {
                self.contract.components.push((name.to_owned(), id));
            }
        }
        let schemes = components.get("securitySchemes").into_iter().flat_map(Node::members);
        self.contract.security_schemes = schemes.map(|(name, _)| name.to_owned()).collect();
        for (name, message) in components.get("messages").into_iter().flat_map(Node::members) {
            self.message(name, self.at.sibling(message), self.resource);
        }
    }

    /// The index of a message, which is lowered once however often it is referred to.
    pub(super) fn message(&mut self, key: &str, at: NodeRef, resource: ResourceId) -> Option<usize> {
        let (at, resource) = self.lowering.deref(at, resource, "messages")?;
        if let Some(known) = self.messages.get(&at) {
            return Some(*known);
        }
        let node = self.lowering.get(at);
        let traits: Vec<Node<'s>> = node.get("traits").into_iter().flat_map(Node::items).collect();
        let traits: Vec<_> = traits
            .into_iter()
            .filter_map(|item| self.lowering.deref(at.sibling(item), resource, "messageTraits"))
            .collect();
        // A message's own keys come before those of its traits.
        let mut places = vec![(at, resource)];
        places.extend(traits);
        let own = |name: &str| {
            places.iter().find_map(|(at, resource)| Some((at.sibling(self.lowering.get(*at).get(name)?), *resource)))
        };
        let text = |name: &str| own(name).and_then(|(at, _)| self.lowering.get(at).as_str()).map(str::to_owned);
        let (payload, headers) = (own("payload"), own("headers"));
        let name = text("name").unwrap_or_else(|| key.to_owned());
        let content_type = text("contentType").or_else(|| self.root().get_str("defaultContentType").map(str::to_owned));
        let is_json_schema = text("schemaFormat").is_none_or(|format| is_json_schema(&format));
        let payload = payload.filter(|_| is_json_schema).and_then(|(at, resource)| self.schema(at, resource));
        let headers = headers.and_then(|(at, resource)| self.schema(at, resource));
        let examples = |name: &str| -> Vec<Example> {
            let all = places.iter().flat_map(|(at, _)| {
                let list = self.lowering.get(*at).get("examples");
                list.into_iter().flat_map(Node::items).map(move |example| (at, example))
            });
            all.filter_map(|(at, example)| Some(Example { value: at.sibling(example.get(name)?) })).collect()
        };
        let (payload_examples, header_examples) = (examples("payload"), examples("headers"));
        let index = self.contract.messages.len();
        self.contract.messages.push(Message {
            at,
            name,
            content_type,
            payload,
            headers,
            payload_examples,
            header_examples,
        });
        self.messages.insert(at, index);
        Some(index)
    }

    /// A schema, or the schema inside a Multi Format Schema Object (AsyncAPI 3.0 §Multi Format Schema Object).
    pub(super) fn schema(&mut self, at: NodeRef, resource: ResourceId) -> Option<SchemaId> {
        let node = self.lowering.get(at);
        match (node.get_str("schemaFormat"), node.get("schema")) {
            (Some(format), Some(schema)) if is_json_schema(format) => {
                self.lowering.schema(at.sibling(schema), resource)
            }
            (Some(_), Some(_)) => None,
            _ => self.lowering.schema(at, resource),
        }
    }
}

/// True for JSON Schema and AsyncAPI's superset of it.
fn is_json_schema(format: &str) -> bool {
    ["application/schema+json", "application/schema+yaml", "application/vnd.aai.asyncapi"]
        .iter()
        .any(|known| format.starts_with(known))
}
