//! References in places that have no part of their own in the model: servers, bindings, replies, tags.
//!
//! They are resolved all the same, so that a dangling one is found and a bundle stands alone.

use super::Lowering;
use crate::schema::Reference;
use crate::{NodeRef, ResourceId};
use stipula_source::Node;

impl Lowering<'_> {
    /// Follows every `$ref` of a description that lowering has not come across.
    pub(super) fn sweep(&mut self, at: NodeRef, resource: ResourceId) {
        let tree = self.sources.file(at.file).tree();
        let left: Vec<NodeRef> = tree
            .values_of("$ref")
            .filter(|value| value.as_str().is_some())
            .map(|value| at.sibling(value))
            .filter(|value| !self.schemas.references.contains_key(value) && !self.reported.contains(value))
            .filter(|value| !is_data(self.get(*value)) && !self.in_schema(*value))
            .collect();
        for value in left {
            let reference = self.get(value).as_str().unwrap_or_default();
            match self.resolver().resolve(resource, reference) {
                Ok(target) => {
                    let section = section_of(self.get(value));
                    self.schemas.references.insert(value, Reference { target: target.node, section });
                }
                Err(unresolved) => self.report_unresolved(value, &unresolved, reference),
            }
        }
    }

    /// The references of schemas are followed apart, and a property may be called `$ref`.
    fn in_schema(&self, value: NodeRef) -> bool {
        let around = std::iter::successors(self.get(value).parent(), |node| node.parent());
        around.into_iter().any(|node| self.schemas.at(value.sibling(node)).is_some())
    }
}

/// True inside values that are examples or somebody's own: a `$ref` there is data.
fn is_data(value: Node<'_>) -> bool {
    let around = std::iter::successors(value.parent(), |node| node.parent());
    let mut keys = around.filter_map(|node| node.key().and_then(Node::as_str));
    keys.any(|key| {
        key.starts_with("x-")
            || matches!(key, "example" | "value" | "default" | "const" | "enum" | "payload" | "headers")
    })
}

/// The part of `components` for what stands under this key (AsyncAPI 3.0 §Components Object); empty where there is none.
fn section_of(value: Node<'_>) -> &'static str {
    let object = value.parent();
    let list = object.and_then(Node::parent).filter(|list| list.is_array());
    let key = object.and_then(Node::key).or_else(|| list.and_then(Node::key)).and_then(Node::as_str);
    let holder = object.and_then(Node::parent).and_then(Node::key).and_then(Node::as_str);
    match (key, holder) {
        (Some("security"), _) | (_, Some("securitySchemes" | "security")) => "securitySchemes",
        (_, Some("servers")) | (Some("servers"), _) => "servers",
        (_, Some("variables")) => "serverVariables",
        (_, Some("parameters")) => "parameters",
        (Some("reply"), _) => "replies",
        (Some("correlationId"), _) => "correlationIds",
        (Some("externalDocs"), _) => "externalDocs",
        (Some("tags"), _) => "tags",
        (Some("traits"), _) => "operationTraits",
        _ => "",
    }
}
