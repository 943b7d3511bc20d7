use super::commands::listed;
use super::lifecycle::{Declared, declared};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Family, OperationView, Profile, Rule};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "state-transition-declared",
    Error,
    Profile::Platform,
    Hook::Operation(check),
    include_str!("state_transition_declared.md"),
);

/// What a transition defines, each with the key of the operation that may say it instead.
const MEMBERS: [(&str, &str); 9] = [
    ("from", ""),
    ("to", ""),
    ("guards", ""),
    ("permission", "x-permission"),
    ("evidence", ""),
    ("emits", ""),
    ("audit", ""),
    ("failures", ""),
    ("idempotency", "x-idempotency"),
];

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    if !(operation.is_command() || operation.family == Some(Family::Repair) && !operation.is_safe()) {
        return;
    }
    let transitions = declared(cx, operation);
    if transitions.is_empty() {
        let message = format!("`{}` does not say which transition it is", operation.name());
        let help = "add `x-state-transition` with `machine` and `command`, or with everything that defines the transition: `from`, \
                    `to`, `guards`, `permission`, `evidence`, `emits`, `audit`, `failures`, `idempotency`";
        cx.report(Finding::at(operation.at(), message).help(help));
    }
    for transition in transitions.iter().filter(|transition| !transition.is_by_reference()) {
        let missing = missing(operation, transition);
        if !missing.is_empty() {
            let message = format!("the transition of `{}` does not say its {}", operation.name(), listed(&missing));
            let help = "an empty list is an answer too; what a state machine says of the command need not be repeated";
            cx.report(Finding::at(operation.at().sibling(transition.node), message).help(help));
        }
    }
}

fn missing(operation: &OperationView<'_>, transition: &Declared<'_>) -> Vec<&'static str> {
    let has = |key: &str| transition.node.get(key).is_some();
    let is_said = |key: &str, other: &str| {
        has(key) || key == "permission" && has("permissions") || operation.key(other).is_some()
    };
    MEMBERS.into_iter().filter(|(key, other)| !is_said(key, other)).map(|(key, _)| key).collect()
}
