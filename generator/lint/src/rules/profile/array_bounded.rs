use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView};
use stipula_diagnostics::Severity::Warning;
use stipula_model::Kw;

pub(super) const RULE: Rule =
    Rule::new("array-bounded", Warning, Profile::Recommended, Hook::Schema(check), include_str!("array_bounded.md"));

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let is_bounded = schema.has(Kw::MaxItems) || schema.has(Kw::Const) || schema.has(Kw::Enum);
    let is_stream = schema.node.get("x-cardinality").is_some();
    if schema.is("array") && !schema.is_fragment && !is_bounded && !is_stream {
        let finding = Finding::at(schema.at, "this array has no upper bound");
        cx.report(finding.help("add `maxItems`, or page the collection and bound the page"));
    }
}
