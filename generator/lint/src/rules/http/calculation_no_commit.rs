use super::calculation_result_binding::is_calculation;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::scene::OperationView;
use crate::{Cx, Profile, Rule};
use stipula_diagnostics::Severity::Error;
use stipula_model::NodeRef;

pub(super) const RULE: Rule = Rule::new(
    "calculation-no-commit",
    Error,
    Profile::Platform,
    Hook::Operation(check),
    include_str!("calculation_no_commit.md"),
);

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    if !is_calculation(operation) {
        return;
    }
    if let Some((at, what)) = commitment(operation) {
        let family = operation.node.get_str("x-api-family").unwrap_or_default();
        let message = format!("`{}` is a {family} and {what}", operation.name());
        cx.report(
            Finding::at(at, message).help("remove it, or make the operation a command with all that commands need"),
        );
    }
}

/// The first sign that something stays behind.
fn commitment(operation: &OperationView<'_>) -> Option<(NodeRef, String)> {
    if let Some(at) = operation.key("x-state-transition") {
        return Some((at, "moves a state".to_owned()));
    }
    if let Some(at) = operation.key("x-emits") {
        return Some((at, "emits events".to_owned()));
    }
    if matches!(operation.method(), "put" | "patch" | "delete") {
        return Some((operation.at(), format!("a {}", operation.method().to_uppercase())));
    }
    let created = operation.node.get("responses")?.get("201")?;
    Some((operation.at().sibling(created), "creates something".to_owned()))
}
