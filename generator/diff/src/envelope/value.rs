//! Reads values that are no schemas.

use crate::Version;
use stipula_model::NodeRef;
use stipula_source::Node;

/// True if two values are equal as JSON; the order of members does not count.
pub(crate) fn equal(old: Node<'_>, new: Node<'_>) -> bool {
    old.kind() == new.kind() && old.len() == new.len() && old.to_json() == new.to_json()
}

/// The thing itself: what the `$ref`s of an object lead to. A reference that leads nowhere is returned as it is.
pub(crate) fn follow(version: Version<'_>, at: NodeRef) -> NodeRef {
    let mut at = at;
    for _ in 0..version.sources.limits().ref_hops {
        let value = at.get(version.sources).get("$ref").filter(|value| value.as_str().is_some());
        let Some(value) = value else { break };
        let Some(reference) = version.model.schemas.reference(at.sibling(value)) else { break };
        at = reference.target;
    }
    at
}

/// True for a member that says `true`.
pub(crate) fn is_true(node: Node<'_>, key: &str) -> bool {
    node.get(key).and_then(Node::as_bool) == Some(true)
}

/// The strings of a list; a string alone is a list of one.
pub(crate) fn strings(node: Option<Node<'_>>) -> Vec<&str> {
    let Some(node) = node else { return Vec::new() };
    match node.as_str() {
        Some(text) => vec![text],
        None => node.items().filter_map(Node::as_str).collect(),
    }
}
