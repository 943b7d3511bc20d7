use super::commands::{idempotency_statuses, listed, responses_at, unanswered};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, OperationView, Profile, Rule};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "idempotency-conflict-response",
    Error,
    Profile::Platform,
    Hook::Operation(check),
    include_str!("idempotency_conflict_response.md"),
);

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    if !operation.changes_state() {
        return;
    }
    let missing = unanswered(operation, idempotency_statuses(operation));
    if missing.is_empty() {
        return;
    }
    let meanings = missing.iter().map(|status| match *status {
        "400" => "400 for a missing key",
        "409" => "409 with `Retry-After` for a key whose command is still running",
        _ => "422 for a key that was used with another payload",
    });
    let help = format!("add {}", meanings.collect::<Vec<_>>().join(", "));
    let message = format!("`{}` takes an idempotency key and never answers {}", operation.name(), listed(&missing));
    cx.report(Finding::at(responses_at(operation), message).help(help));
}
