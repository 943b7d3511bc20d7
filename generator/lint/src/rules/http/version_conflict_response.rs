use super::commands::{VersionGuard, idempotency_statuses, listed, responses_at, unanswered};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, OperationView, Profile, Rule};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "version-conflict-response",
    Error,
    Profile::Platform,
    Hook::Operation(check),
    include_str!("version_conflict_response.md"),
);

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    if operation.is_safe() || !operation.is_called_by_clients() {
        return;
    }
    let guard = VersionGuard::of(cx, operation);
    let mut missing = unanswered(operation, guard.statuses(operation));
    // A 409 that the idempotency key needs as well is missed once.
    let of_key = if operation.changes_state() { idempotency_statuses(operation) } else { Vec::new() };
    missing.retain(|status| !of_key.contains(status));
    if !missing.is_empty() {
        let message = format!("`{}` guards the version and never answers {}", operation.name(), listed(&missing));
        let help = "answer 428 where `If-Match` is missing, 412 where it is stale, 409 where the version in the body is stale, and \
                    name the code, such as `QUOTE_VERSION_CONFLICT`";
        cx.report(Finding::at(responses_at(operation), message).help(help));
    }
}
