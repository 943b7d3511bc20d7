use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, Stand};
use stipula_diagnostics::Severity::Error;
use stipula_model::{Kw, NodeRef};
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "null-meaning-declared",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("null_meaning_declared.md"),
)
.cedes_to(&["metadata-valid", "metadata-misspelled"]);

const KEY: &str = "x-null-meaning";

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if schema.is_fragment || schema.is_boolean() {
        return;
    }
    let Some(place) = null(schema) else { return };
    let around = schema.parent.filter(|_| schema.stand == Stand::Alternative).map(|id| cx.schema(id));
    let declared = [Some(schema), around].into_iter().flatten().find_map(|view| view.node.get(KEY));
    let finding = match declared {
        None => Finding::at(place, "a reader cannot tell what null means here"),
        Some(value) if !says_something(value) => {
            Finding::at(schema.at.sibling(value), "this does not say what null means")
        }
        Some(_) => return,
    };
    cx.report(finding.help(
        "say it in a sentence with `x-null-meaning`, or leave null out: make the property optional, or add a status with \
         a name for each case",
    ));
}

/// Where null is let in.
fn null(schema: &SchemaView<'_>) -> Option<NodeRef> {
    let value = if schema.is("null") {
        let nullable = schema.node.get("nullable").filter(|value| value.as_bool() == Some(true));
        nullable.or_else(|| schema.get(Kw::Type))
    } else if schema.has(Kw::Type) {
        None
    } else {
        schema.get(Kw::Enum).filter(|list| list.items().any(Node::is_null))
    };
    value.map(|value| schema.at.sibling(value))
}

fn says_something(value: Node<'_>) -> bool {
    value.as_str().is_some_and(|text| !text.trim().is_empty())
}
