use super::commands::idempotency_key;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, OperationView, Profile, Rule};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "command-idempotency-key",
    Error,
    Profile::Platform,
    Hook::Operation(check),
    include_str!("command_idempotency_key.md"),
);

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    if !operation.changes_state() || !operation.is_called_by_clients() {
        return;
    }
    let Some(key) = idempotency_key(operation) else {
        let message = format!("`{}` cannot be repeated safely: it takes no `Idempotency-Key`", operation.name());
        cx.report(
            Finding::at(operation.at(), message)
                .help("add the header parameter `Idempotency-Key` with `required: true`"),
        );
        return;
    };
    if !key.name.eq_ignore_ascii_case("Idempotency-Key") {
        let at = cx.node(key.at).get("name").map_or(key.at, |name| key.at.sibling(name));
        let message = format!("the idempotency key travels as `{}`", key.name);
        cx.report(Finding::at(at, message).help("call the header `Idempotency-Key`, which clients and gateways know"));
    } else if !key.required {
        let at = cx.node(key.at).get("required").map_or(key.at, |required| key.at.sibling(required));
        let finding =
            Finding::at(at, "`Idempotency-Key` may be left out, and then a repeated command is carried out twice");
        cx.report(finding.help("set `required: true`"));
    }
}
