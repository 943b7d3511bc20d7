//! What readers are told about a part of a contract.

use super::Docs;
use crate::Input;
use stipula_model::{NodeRef, SchemaId};
use stipula_source::Node;

/// The documentation of a schema where it is used: its own words, else those of what it refers to.
pub(crate) fn of_schema(input: &Input<'_>, id: SchemaId) -> Docs {
    let at = input.model.schemas.get(id).at;
    let node = at.get(input.sources);
    let mut docs = of_node(input, at);
    docs.title = node.get_str("title").map(str::to_owned);
    docs.facts = facts(node);
    docs
}

/// The documentation of an object with `description`, `deprecated` and examples.
pub(crate) fn of_node(input: &Input<'_>, at: NodeRef) -> Docs {
    let node = at.get(input.sources);
    let deprecated = (node.get("deprecated").and_then(Node::as_bool) == Some(true)).then(|| {
        let replaced = node.get_str("x-replaced-by").map(|by| format!("use `{by}`"));
        let sunset = node.get_str("x-sunset").map(|day| format!("gone after {day}"));
        replaced.into_iter().chain(sunset).collect::<Vec<_>>().join("; ")
    });
    let examples = node.get("examples").filter(|examples| examples.is_array());
    Docs {
        title: node.get_str("summary").map(str::to_owned),
        text: node.get_str("description").map(str::to_owned),
        facts: Vec::new(),
        examples: examples.into_iter().flat_map(Node::items).map(|value| value.to_json().to_string()).collect(),
        deprecated,
        source: Some(input.source_of(at)),
    }
}

/// What a schema demands, in words that a reader of Rust needs.
fn facts(node: Node<'_>) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(unit) = node.get_str("x-unit") {
        facts.push(format!("Unit: {unit}."));
    }
    if let Some(default) = node.get("default") {
        facts.push(format!("Default: `{}`.", default.to_json()));
    }
    if node.get("readOnly").and_then(Node::as_bool) == Some(true) {
        facts.push("Read-only: responses carry it, requests do not.".to_owned());
    }
    if node.get("writeOnly").and_then(Node::as_bool) == Some(true) {
        facts.push("Write-only: requests carry it, responses do not.".to_owned());
    }
    facts
}
