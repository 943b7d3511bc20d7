use super::lifecycle::declared;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::words::words;
use crate::{Cx, OperationView, Profile, Rule};
use stipula_diagnostics::Severity::Error;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "command-permission-declared",
    Error,
    Profile::Platform,
    Hook::Operation(check),
    include_str!("command_permission_declared.md"),
)
.options(&[OptionSpec::words(
    "decisions",
    &["approve", "reject"],
    "First words of commands by which one person decides about what another one asked for.",
)]);

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    let is_public = operation.node.get("security").is_some_and(Node::is_empty);
    if !operation.changes_state()
        || !operation.is_called_by_clients()
        || operation.operation.security.is_empty() && !is_public
    {
        return;
    }
    let declared = operation.node.get("x-permission");
    let permission = declared.and_then(|own| own.as_str().or(own.get_str("permission")));
    let scopes: Vec<&str> =
        operation.operation.security.iter().flatten().flat_map(|used| &used.scopes).map(String::as_str).collect();
    if permission.is_none() && scopes.is_empty() {
        let message = format!("`{}` does not say which permission it takes", operation.name());
        let help = "add `x-permission` with `permission` and `actors`, or scopes to `security`";
        cx.report(Finding::at(operation.at(), message).help(help));
        return;
    }
    asked_for(cx, operation, permission.filter(|own| !scopes.is_empty() && !scopes.contains(own)));
    duties(cx, operation, declared);
}

/// A permission that is no scope of any token.
fn asked_for(cx: &Cx<'_>, operation: &OperationView<'_>, other: Option<&str>) {
    let (Some(permission), Some(at)) = (other, operation.key("x-permission")) else { return };
    // Where the machine names another one it is this permission that is wrong, not the scopes.
    if declared(cx, operation).iter().any(|own| !own.agrees("permission", permission)) {
        return;
    }
    let at = cx.node(at).get("permission").map_or(at, |value| at.sibling(value));
    let message = format!("`{permission}` is the permission, and no token is asked for it");
    let finding = Finding::at(at, message).help("name it among the scopes in `security`, or correct one of the two");
    cx.report(finding.label(operation.key("security").unwrap_or(operation.at()), "other scopes here"));
}

/// Whoever asked may not decide.
fn duties(cx: &Cx<'_>, operation: &OperationView<'_>, declared: Option<Node<'_>>) {
    let decides = operation.operation.id.as_deref().and_then(|id| words(id).into_iter().next());
    let Some(verb) = decides.filter(|verb| cx.words("decisions").has(verb)) else { return };
    let is_said = declared.is_some_and(|own| own.get("separationOfDuties").is_some());
    if !is_said && operation.node.get("x-separation-of-duties").is_none() {
        let message = format!("`{}` does not say who may not {verb}", operation.name());
        let help = "add `separationOfDuties` to `x-permission`: one sentence, such as \"Whoever submitted the quote cannot decide \
                    about it.\"";
        cx.report(Finding::at(operation.key("x-permission").unwrap_or(operation.at()), message).help(help));
    }
}
