use super::commands::{Field, VersionGuard, body_field};
use super::lifecycle::declared;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, OperationView, Profile, Rule};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "command-version-guard",
    Error,
    Profile::Platform,
    Hook::Operation(check),
    include_str!("command_version_guard.md"),
);

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    if !operation.changes_state() || !operation.is_called_by_clients() || !acts_on_something(cx, operation) {
        return;
    }
    let guard = VersionGuard::of(cx, operation);
    if !guard.is_there() {
        let message = format!("`{}` acts on whatever version it finds", operation.name());
        let help = "require the header `If-Match` or a field such as `expectedVersion`, and refuse what the caller has not seen";
        cx.report(Finding::at(operation.at(), message).help(help));
    } else if guard.is_required() {
        promised(cx, operation, &guard);
    } else if let Some(Field { name, at, .. }) = guard.field.or(guard.header) {
        let finding = Finding::at(at, format!("`{name}` may be left out, and then nothing guards the version"));
        cx.report(finding.help("make it required"));
    }
}

/// True if there is something that may have changed since the caller saw it: a state to start from, or without declared
/// transitions an entity in the path that is not merely the place where something new is made.
fn acts_on_something(cx: &Cx<'_>, operation: &OperationView<'_>) -> bool {
    let transitions = declared(cx, operation);
    if !transitions.is_empty() {
        return transitions.iter().any(|transition| !transition.values("from").is_empty());
    }
    let makes_new = operation.method() == "post" && operation.response("201").is_some();
    !operation.is_command() && operation.path().contains('{') && !makes_new
}

/// What `x-version-guard` names has to be in the request.
fn promised(cx: &Cx<'_>, operation: &OperationView<'_>, guard: &VersionGuard<'_>) {
    let Some(at) = operation.key("x-version-guard") else { return };
    let in_query = |name: &str| guard.field.as_ref().is_some_and(|field| field.name == name);
    let in_body = |name: &str| body_field(cx, operation, &|own| own == name).is_some();
    for key in ["header", "body"] {
        let Some(value) = cx.node(at).get(key) else { continue };
        let Some(name) = value.as_str() else { continue };
        let is_sent = if key == "header" { operation.header(name).is_some() } else { in_query(name) || in_body(name) };
        if !is_sent {
            let request = operation.name();
            let message = format!("`x-version-guard` names `{name}`, which a request of `{request}` does not carry");
            cx.report(Finding::at(at.sibling(value), message).help("name what is really sent, or add it"));
        }
    }
}
