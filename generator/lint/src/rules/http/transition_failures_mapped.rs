use super::commands::{VersionGuard, answers, idempotency_statuses, listed, responses_at};
use super::lifecycle::{Declared, declared, error_codes, one_or_many};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, OperationView, Profile, Rule};
use rustc_hash::FxHashMap;
use stipula_diagnostics::Severity::Warning;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "transition-failures-mapped",
    Warning,
    Profile::Platform,
    Hook::Operation(check),
    include_str!("transition_failures_mapped.md"),
);

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    let registry = if operation.node.get("x-state-transition").is_some() { error_codes(cx) } else { return };
    let mut said: Vec<&str> = Vec::new();
    for transition in &declared(cx, operation) {
        guards(cx, operation, transition);
        let is_own = transition.node.get("failures").is_some();
        for failure in transition.values("failures") {
            let Some(code) = failure.as_str().filter(|code| !said.contains(code)) else { continue };
            let is_registered = registry.is_empty() || registry.contains_key(code);
            if is_registered && transition.agrees("failures", code) {
                said.push(code);
                unlisted(cx, operation, code, if is_own { failure } else { transition.node });
            }
        }
    }
    unanswered(cx, operation, &said, &registry);
}

/// A guard that says no has to say why; in a machine it does.
fn guards(cx: &Cx<'_>, operation: &OperationView<'_>, transition: &Declared<'_>) {
    let guards = transition.node.get("guards").into_iter().flat_map(one_or_many);
    for guard in guards.filter(|guard| !transition.is_by_reference() && guard.get("failure").is_none()) {
        let name = guard.as_str().or(guard.get_str("name")).unwrap_or_default();
        let finding = Finding::at(operation.at().sibling(guard), format!("the guard `{name}` refuses without a code"));
        cx.report(
            finding.help(format!("write `{{name: {name}, failure: …}}` with the registered code that callers get")),
        );
    }
}

/// Callers read in `x-error-codes` what to be ready for.
fn unlisted(cx: &Cx<'_>, operation: &OperationView<'_>, code: &str, at: Node<'_>) {
    let Some(listed) = operation.node.get("x-error-codes") else { return };
    if !listed.items().any(|own| own.as_str() == Some(code)) {
        let message = format!("the transition can fail with `{code}`, which `x-error-codes` does not list");
        let finding = Finding::at(operation.at().sibling(at), message).help(format!("add `{code}` to `x-error-codes`"));
        cx.report(finding.label(operation.at().sibling(listed), "not among these"));
    }
}

/// A code comes with a status; those of keys and versions are asked for by rules of their own.
fn unanswered(cx: &Cx<'_>, operation: &OperationView<'_>, codes: &[&str], registry: &FxHashMap<&str, Node<'_>>) {
    let mut others = idempotency_statuses(operation);
    let guard = VersionGuard::of(cx, operation);
    others.extend(guard.statuses(operation));
    let mut missing: Vec<(&str, &str)> = Vec::new();
    for code in codes {
        let status = registry.get(code).and_then(|entry| entry.get("status")).and_then(Node::as_number);
        let Some(status) = status.filter(|status| !others.contains(status) && !answers(operation, status)) else {
            continue;
        };
        missing.push((status, code));
    }
    missing.sort_unstable();
    for of_status in missing.chunk_by(|one, other| one.0 == other.0) {
        let codes: Vec<&str> = of_status.iter().map(|(_, code)| *code).collect();
        let status = of_status[0].0;
        let message =
            format!("the transition fails with {} by status {status}, and there is no such response", listed(&codes));
        cx.report(Finding::at(responses_at(operation), message).help(format!("add the response `{status}`")));
    }
}
