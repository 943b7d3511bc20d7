use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule};
use rustc_hash::FxHashMap;
use stipula_diagnostics::Severity::Warning;
use stipula_model::NodeRef;

pub(super) const RULE: Rule = Rule::new(
    "row-model-not-response",
    Warning,
    Profile::Platform,
    Hook::Repository(check),
    include_str!("row_model_not_response.md"),
);

fn check(cx: &Cx<'_>) {
    let Some(rows) = &cx.evidence.row_models else { return };
    let shapes = shapes(cx);
    for row in rows {
        let Some(schema) = shapes.get(row.name.as_str()) else { continue };
        let message = format!("`{}` is a shape of the contracts and is read from rows of the database", row.name);
        let finding = Finding::in_text(row.file, row.span, message).label(*schema, "the contract");
        cx.report(finding.help(format!("read a struct of its own, such as `{}`, and map it", other_name(&row.name))));
    }
}

/// Every named schema of the contracts by its title, or by its key in `components`.
fn shapes<'s>(cx: &'s Cx<'s>) -> FxHashMap<&'s str, NodeRef> {
    let is_meant = |contract: Option<usize>| contract.is_some_and(|index| cx.scene.contracts[index].is_meant);
    let schemas = cx.scene.schemas().iter().filter(|schema| schema.is_object() && is_meant(schema.contract));
    schemas.filter_map(|schema| Some((schema.name()?, schema.at))).collect()
}

/// `QuoteRow` of `QuoteResponse`
fn other_name(name: &str) -> String {
    let suffixes = ["Response", "Request", "EventV1", "Event", "Summary", "Dto"];
    let stem = suffixes.iter().find_map(|suffix| name.strip_suffix(suffix)).unwrap_or(name);
    format!("{stem}Row")
}
