use crate::finding::Finding;
use crate::rule::Hook;
use crate::words::{is_pascal, pascal};
use crate::{Cx, Profile, Rule, SchemaView, Stand, fix};
use serde_json::json;
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;

pub(super) const RULE: Rule = Rule::new(
    "schema-title-required",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("schema_title_required.md"),
);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let is_named = matches!(schema.stand, Stand::Root | Stand::Named);
    if !is_named || schema.is_boolean() || schema.is_reference() || schema.is_fragment {
        return;
    }
    if schema.get(Kw::Title).is_some_and(|title| title.as_str().is_none_or(|text| !text.trim().is_empty())) {
        return;
    }
    let name = schema.key.map_or_else(|| of_file(cx, schema), of_key);
    let what = if schema.stand == Stand::Root { "this schema" } else { "this named schema" };
    let finding = Finding::at(schema.at, format!("{what} has no `title`")).help(format!("add `title: {name}`"));
    let add = || {
        let after = ["$id", "$schema"].into_iter().find(|key| schema.node.get(key).is_some());
        fix::add_member(cx.sources, schema.at, after, ("title", &json!(name)))
    };
    let is_absent = !schema.has(Kw::Title) && !name.is_empty();
    cx.report(finding.fix(fix::one("add the title", is_absent.then(add).flatten())));
}

fn of_key(key: &str) -> String {
    if is_pascal(key) { key.to_owned() } else { pascal(key) }
}

/// `QuoteSubmittedV1` of `quote-submitted.v1.schema.json`.
fn of_file(cx: &Cx<'_>, schema: &SchemaView<'_>) -> String {
    let name = cx.contract_of(schema).map_or("", |contract| contract.file_name());
    let stem = [".json", ".yaml", ".yml"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    pascal(stem.strip_suffix(".schema").unwrap_or(stem))
}
