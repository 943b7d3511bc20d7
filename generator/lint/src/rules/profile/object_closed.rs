use super::support::{self, Extent};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule =
    Rule::new("object-closed", Error, Profile::Platform, Hook::Schema(check), include_str!("object_closed.md"));

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let Some(Extent::Undeclared) = support::extent(cx, schema) else { return };
    if is_consumer_view(cx, schema) {
        return;
    }
    let message = format!("{} leaves open which other properties it may have", support::called(schema, "object"));
    let help = "add `additionalProperties: false`; names that others choose belong in an extension map of their own";
    cx.report(Finding::at(schema.at, message).help(help));
}

/// What is published for readers is open on purpose.
fn is_consumer_view(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    let is_view = |node: stipula_source::Node<'_>| node.get_str("x-view") == Some("consumer");
    is_view(schema.node) || cx.contract_of(schema).is_some_and(|contract| is_view(contract.node))
}
