use super::support;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView};
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;

pub(super) const RULE: Rule = Rule::new(
    "array-items-typed",
    Error,
    Profile::Recommended,
    Hook::Schema(check),
    include_str!("array_items_typed.md"),
);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let is_counted = [Kw::PrefixItems, Kw::Const, Kw::Enum].iter().any(|kw| schema.has(*kw));
    if !schema.is("array") || is_counted || schema.is_fragment || schema.is_base || schema.is_reference() {
        return;
    }
    let help = "describe an item: `items: {type: …}` or `items: {$ref: …}`";
    let array = || support::called(schema, "array");
    match schema.get(Kw::Items) {
        None if schema.is_composed() => {}
        None => cx.report(Finding::at(schema.at, format!("{} does not say what its items are", array())).help(help)),
        Some(items) => {
            let child = schema.child(cx.scene, Kw::Items).map(|id| cx.schema(id));
            if child.is_some_and(support::says_nothing) {
                let message = format!("the items of {} can be anything", array());
                cx.report(Finding::at(schema.at.sibling(items), message).help(help));
            }
        }
    }
}
