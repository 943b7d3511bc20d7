use super::support;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, fix};
use serde_json::json;
use stipula_diagnostics::Severity::Warning;
use stipula_model::{Draft, Kw};

pub(super) const RULE: Rule = Rule::new(
    "required-explicit",
    Warning,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("required_explicit.md"),
);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if schema.has(Kw::Required) || schema.is_fragment || schema.is_base || !support::declares_properties(schema) {
        return;
    }
    // An empty list is no list there.
    let has_no_empty_list = matches!(support::draft(cx, schema), Draft::Draft4 | Draft::OpenApi30);
    if schema.is_composed() || schema.is_reference() || !schema.is_object() || has_no_empty_list {
        return;
    }
    let message = format!("{} does not say which properties it requires", support::called(schema, "object"));
    let after = Some("type").filter(|key| schema.node.get(key).is_some());
    let edit = fix::add_member(cx.sources, schema.at, after, ("required", &json!([])));
    let finding =
        Finding::at(schema.at, message).help("list them in `required`; if there is none, write `required: []`");
    cx.report(finding.fix(fix::one("add `required: []`", edit)));
}
