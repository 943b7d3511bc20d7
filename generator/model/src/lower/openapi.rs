//! OpenAPI 3.0, 3.1 and 3.2. The versions differ in the dialect of their schemas, which the resource
//! knows, and in a few keys, which are read where they occur.

use super::Lowering;
use crate::contract::{
    Body, Example, Header, HttpSource, MediaType, Operation, Parameter, ParameterIn, Response, SecurityUse,
};
use crate::{Contract, Kind, NodeRef, ResourceId, SchemaId, Version};
use rustc_hash::FxHashSet;
use std::collections::VecDeque;
use stipula_source::Node;

/// The methods of a Path Item (OpenAPI 3.2.0 §4.9; `query` is new there).
const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// Lowers an OpenAPI description.
pub(super) fn lower(lowering: &mut Lowering<'_>, at: NodeRef, resource: ResourceId, version: Version) -> Contract {
    let mut contract = lowering.contract(at, Kind::OpenApi(version));
    let (later, postponed) = (VecDeque::new(), FxHashSet::default());
    let mut description = Description { lowering, at, contract: &mut contract, later, postponed };
    description.components(resource);
    description.items("paths", HttpSource::Path, resource);
    description.items("webhooks", HttpSource::Webhook, resource);
    description.postponed();
    contract
}

struct Description<'a, 's> {
    lowering: &'a mut Lowering<'s>,
    at: NodeRef,
    contract: &'a mut Contract,
    /// What may lead back to where it stands, each place once.
    later: VecDeque<Later<'s>>,
    postponed: FxHashSet<NodeRef>,
}

/// A part that references can close a circle through.
enum Later<'s> {
    /// A path item of a callback, by its expression.
    Callback(&'s str, NodeRef, ResourceId),
    /// A header of an encoding, by its name.
    Header(&'s str, NodeRef, ResourceId),
}

impl<'s> Description<'_, 's> {
    fn root(&self) -> Node<'s> {
        self.lowering.get(self.at)
    }

    fn components(&mut self, resource: ResourceId) {
        let Some(components) = self.root().get("components") else { return };
        for (name, schema) in components.get("schemas").into_iter().flat_map(Node::members) {
            if let Some(id) = self.lowering.schema(self.at.sibling(schema), resource) {
                self.contract.components.push((name.to_owned(), id));
            }
        }
        let schemes = components.get("securitySchemes").into_iter().flat_map(Node::members);
        self.contract.security_schemes = schemes.map(|(name, _)| name.to_owned()).collect();
        let section = |name: &str| -> Vec<(&'s str, Node<'s>)> {
            components.get(name).into_iter().flat_map(Node::members).collect()
        };
        // Components that nothing uses are lowered too, so that their schemas and references are checked.
        for (_, node) in section("parameters") {
            self.parameter(self.at.sibling(node), resource);
        }
        for (_, node) in section("requestBodies") {
            self.body(self.at.sibling(node), resource);
        }
        for (_, node) in section("responses") {
            self.response(String::new(), self.at.sibling(node), resource);
        }
        for (name, node) in section("headers") {
            self.header(name, self.at.sibling(node), resource);
        }
        for (name, node) in section("mediaTypes") {
            self.media_type(name, self.at.sibling(node), resource);
        }
        for (_, node) in section("callbacks") {
            self.callback(self.at.sibling(node), resource);
        }
        for (name, node) in section("pathItems") {
            // Operations are of `paths`, `webhooks` and callbacks.
            let operations = self.contract.operations.len();
            self.path_item(name, self.at.sibling(node), HttpSource::Path, resource);
            self.contract.operations.truncate(operations);
        }
        for (_, node) in section("links") {
            self.lowering.deref(self.at.sibling(node), resource, "links");
        }
        for (_, node) in section("examples") {
            self.lowering.deref(self.at.sibling(node), resource, "examples");
        }
    }

    /// The path items of `paths` or `webhooks`.
    fn items(&mut self, key: &str, source: HttpSource, resource: ResourceId) {
        let Some(items) = self.root().get(key) else { return };
        for (path, item) in items.members().filter(|(path, _)| !path.starts_with("x-")) {
            self.path_item(path, self.at.sibling(item), source, resource);
        }
    }

    fn path_item(&mut self, path: &str, item: NodeRef, source: HttpSource, resource: ResourceId) {
        let path_at = item;
        let Some((item, resource)) = self.lowering.deref(item, resource, "pathItems") else { return };
        let node = self.lowering.get(item);
        let shared = self.parameters(item, node, resource);
        let additional = node.get("additionalOperations").into_iter().flat_map(Node::members);
        let operations: Vec<_> =
            METHODS.iter().filter_map(|method| Some((*method, node.get(method)?))).chain(additional).collect();
        for (method, operation) in operations.into_iter().filter(|(_, operation)| operation.is_object()) {
            let at = item.sibling(operation);
            let mut parameters = self.parameters(at, operation, resource);
            for parameter in &shared {
                if !parameters.iter().any(|own| own.name == parameter.name && own.location == parameter.location) {
                    parameters.push(parameter.clone());
                }
            }
            let lowered = Operation {
                at,
                source,
                path: path.to_owned(),
                path_at,
                method: method.to_owned(),
                id: operation.get_str("operationId").map(str::to_owned),
                parameters,
                body: operation.get("requestBody").and_then(|body| self.body(at.sibling(body), resource)),
                responses: self.responses(at, operation, resource),
                security: self.security(at, operation),
            };
            self.contract.operations.push(lowered);
            for (_, callback) in operation.get("callbacks").into_iter().flat_map(Node::members) {
                self.callback(at.sibling(callback), resource);
            }
        }
    }

    fn callback(&mut self, at: NodeRef, resource: ResourceId) {
        let Some((at, resource)) = self.lowering.deref(at, resource, "callbacks") else { return };
        for (expression, item) in self.lowering.get(at).members().filter(|(key, _)| !key.starts_with("x-")) {
            let item = at.sibling(item);
            if self.postponed.insert(item) {
                self.later.push_back(Later::Callback(expression, item, resource));
            }
        }
    }

    fn postponed(&mut self) {
        while let Some(part) = self.later.pop_front() {
            match part {
                Later::Callback(expression, item, resource) => {
                    self.path_item(expression, item, HttpSource::Callback, resource);
                }
                Later::Header(name, at, resource) => {
                    self.header(name, at, resource);
                }
            }
        }
    }

    fn parameters(&mut self, at: NodeRef, holder: Node<'s>, resource: ResourceId) -> Vec<Parameter> {
        let items: Vec<_> = holder.get("parameters").into_iter().flat_map(Node::items).collect();
        items.into_iter().filter_map(|item| self.parameter(at.sibling(item), resource)).collect()
    }

    fn parameter(&mut self, at: NodeRef, resource: ResourceId) -> Option<Parameter> {
        let (at, resource) = self.lowering.deref(at, resource, "parameters")?;
        let node = self.lowering.get(at);
        let (schema, content) = self.schema_or_content(at, node, resource);
        Some(Parameter {
            at,
            name: node.get_str("name")?.to_owned(),
            location: ParameterIn::find(node.get_str("in")?)?,
            required: node.get("required").and_then(Node::as_bool) == Some(true),
            schema,
            content,
            examples: self.examples(at, node, resource),
        })
    }

    fn body(&mut self, at: NodeRef, resource: ResourceId) -> Option<Body> {
        let (at, resource) = self.lowering.deref(at, resource, "requestBodies")?;
        let node = self.lowering.get(at);
        let required = node.get("required").and_then(Node::as_bool) == Some(true);
        Some(Body { at, required, content: self.content(at, node, resource) })
    }

    fn responses(&mut self, at: NodeRef, operation: Node<'s>, resource: ResourceId) -> Vec<Response> {
        let responses: Vec<_> = operation.get("responses").into_iter().flat_map(Node::members).collect();
        let statuses = responses.into_iter().filter(|(status, _)| !status.starts_with("x-"));
        statuses.filter_map(|(status, node)| self.response(status.to_owned(), at.sibling(node), resource)).collect()
    }

    fn response(&mut self, status: String, at: NodeRef, resource: ResourceId) -> Option<Response> {
        let (at, resource) = self.lowering.deref(at, resource, "responses")?;
        let node = self.lowering.get(at);
        let headers: Vec<_> = node.get("headers").into_iter().flat_map(Node::members).collect();
        let headers = headers.into_iter().filter_map(|(name, header)| self.header(name, at.sibling(header), resource));
        let headers = headers.collect();
        for (_, link) in node.get("links").into_iter().flat_map(Node::members) {
            self.lowering.deref(at.sibling(link), resource, "links");
        }
        Some(Response { at, status, headers, content: self.content(at, node, resource) })
    }

    fn header(&mut self, name: &str, at: NodeRef, resource: ResourceId) -> Option<Header> {
        let (at, resource) = self.lowering.deref(at, resource, "headers")?;
        let node = self.lowering.get(at);
        let (schema, content) = self.schema_or_content(at, node, resource);
        let required = node.get("required").and_then(Node::as_bool) == Some(true);
        Some(Header {
            at,
            name: name.to_owned(),
            required,
            schema,
            content,
            examples: self.examples(at, node, resource),
        })
    }

    fn schema_or_content(
        &mut self,
        at: NodeRef,
        node: Node<'s>,
        resource: ResourceId,
    ) -> (Option<SchemaId>, Vec<MediaType>) {
        let schema = node.get("schema").and_then(|schema| self.lowering.schema(at.sibling(schema), resource));
        (schema, self.content(at, node, resource))
    }

    fn content(&mut self, at: NodeRef, holder: Node<'s>, resource: ResourceId) -> Vec<MediaType> {
        let content: Vec<_> = holder.get("content").into_iter().flat_map(Node::members).collect();
        content.into_iter().filter_map(|(name, node)| self.media_type(name, at.sibling(node), resource)).collect()
    }

    fn media_type(&mut self, name: &str, at: NodeRef, resource: ResourceId) -> Option<MediaType> {
        let (at, resource) = self.lowering.deref(at, resource, "mediaTypes")?;
        let node = self.lowering.get(at);
        let mut schema =
            |key: &str| node.get(key).and_then(|schema| self.lowering.schema(at.sibling(schema), resource));
        let (schema, item_schema) = (schema("schema"), schema("itemSchema"));
        self.encoding(at, node, resource);
        Some(MediaType { at, name: name.to_owned(), schema, item_schema, examples: self.examples(at, node, resource) })
    }

    fn encoding(&mut self, at: NodeRef, media_type: Node<'s>, resource: ResourceId) {
        for (_, encoding) in media_type.get("encoding").into_iter().flat_map(Node::members) {
            for (name, header) in encoding.get("headers").into_iter().flat_map(Node::members) {
                let header = at.sibling(header);
                if self.postponed.insert(header) {
                    self.later.push_back(Later::Header(name, header, resource));
                }
            }
        }
    }

    /// `example` and the values of `examples`; external values are not read.
    fn examples(&mut self, at: NodeRef, holder: Node<'s>, resource: ResourceId) -> Vec<Example> {
        let mut found: Vec<Example> =
            holder.get("example").into_iter().map(|value| Example { value: at.sibling(value) }).collect();
        for (_, example) in holder.get("examples").into_iter().flat_map(Node::members) {
            let Some((example, _)) = self.lowering.deref(at.sibling(example), resource, "examples") else { continue };
            let node = self.lowering.get(example);
            // `dataValue` is OpenAPI 3.2's; a serialised value is text of the media type.
            if let Some(value) = node.get("dataValue").or_else(|| node.get("value")) {
                found.push(Example { value: example.sibling(value) });
            }
        }
        found
    }

    fn security(&self, at: NodeRef, operation: Node<'s>) -> Vec<Vec<SecurityUse>> {
        let (at, list) = match operation.get("security") {
            Some(list) => (at, Some(list)),
            None => (self.at, self.root().get("security")),
        };
        let alternative = |requirement: Node<'s>| {
            let uses = requirement.entries().map(|(key, scopes)| SecurityUse {
                scheme: key.as_str().unwrap_or_default().to_owned(),
                scopes: scopes.items().filter_map(Node::as_str).map(str::to_owned).collect(),
                at: at.sibling(key),
            });
            uses.collect()
        };
        list.into_iter().flat_map(Node::items).map(alternative).collect()
    }
}
