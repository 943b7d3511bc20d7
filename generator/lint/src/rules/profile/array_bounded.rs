use super::support;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView};
use stipula_diagnostics::Severity::Warning;
use stipula_model::Kw;
use stipula_source::Node;

pub(super) const RULE: Rule =
    Rule::new("array-bounded", Warning, Profile::Recommended, Hook::Schema(check), include_str!("array_bounded.md"));

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let is_bounded = schema.has(Kw::MaxItems) || schema.has(Kw::Const) || schema.has(Kw::Enum);
    if !schema.is("array") || schema.is_fragment || is_bounded || schema.node.get("x-cardinality").is_some() {
        return;
    }
    if !is_tuple(schema) && !is_set_of_values(cx, schema) {
        let finding = Finding::at(schema.at, format!("{} has no upper bound", support::called(schema, "array")));
        cx.report(finding.help("add `maxItems`, or page the collection and bound the page"));
    }
}

/// Its items are counted: `prefixItems` and none after them.
fn is_tuple(schema: &SchemaView<'_>) -> bool {
    schema.has(Kw::PrefixItems) && schema.get(Kw::Items).and_then(Node::as_bool) == Some(false)
}

/// Different values of a list have to run out.
fn is_set_of_values(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    let is_listed = |items| {
        let items = cx.resolved(items);
        items.has(Kw::Enum) || items.has(Kw::Const) || items.is_only("boolean")
    };
    schema.get(Kw::UniqueItems).and_then(Node::as_bool) == Some(true)
        && schema.child(cx.scene, Kw::Items).is_some_and(is_listed)
}
