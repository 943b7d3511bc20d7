use super::commands::body_field;
use super::lifecycle::declared;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::words::kebab;
use crate::{Cx, Family, OperationView, Profile, Rule};
use stipula_diagnostics::Severity::Error;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "command-intention-path",
    Error,
    Profile::Platform,
    Hook::Operation(check),
    include_str!("command_intention_path.md"),
)
.options(&[OptionSpec::words(
    "selectors",
    &["action", "actionType", "command", "commandType", "operation", "operationType", "transition", "verb"],
    "Properties of bodies that choose what is done.",
)])
.cedes_to(&["no-status-patch"]);

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    let is_other = operation.family.is_some_and(|family| !matches!(family, Family::Command | Family::Repair));
    let method = operation.method();
    if is_other || !matches!(method, "post" | "put" | "patch") || !operation.path().contains('{') {
        return;
    }
    let selectors = cx.words("selectors");
    if let Some(selector) =
        body_field(cx, operation, &|name| selectors.has(name)).filter(|own| chooses(cx, operation, own.name))
    {
        let what = format!("{} {}", method.to_uppercase(), operation.path());
        let message = format!("`{}` chooses what `{what}` does", selector.name);
        let help = format!("give every command a path of its own, such as `{}/cancel`", operation.path());
        let label = "every command arrives here";
        cx.report(Finding::at(selector.at, message).help(help).label(operation.at(), label));
    } else if operation.path().ends_with('}') {
        unspoken(cx, operation);
    }
}

/// True for a property that has several values: a constant merely repeats what the path says.
fn chooses(cx: &Cx<'_>, operation: &OperationView<'_>, name: &str) -> bool {
    let schema = operation.body().and_then(|body| cx.property(body, name)).map(|property| property.resolved);
    schema.is_none_or(|schema| schema.is("string") && schema.values().len() != 1)
}

/// A transition to another state under a path that names the entity alone.
fn unspoken(cx: &Cx<'_>, operation: &OperationView<'_>) {
    let transitions = declared(cx, operation);
    let leaves = transitions.iter().find(|transition| {
        let to = transition.values("to");
        let from = transition.values("from");
        !from.is_empty() && !to.is_empty() && from.iter().any(|state| state.as_str() != to[0].as_str())
    });
    let Some(transition) = leaves else { return };
    let to = transition.values("to").first().copied().and_then(Node::as_str).unwrap_or_default();
    let method = operation.method().to_uppercase();
    let message = format!("`{method} {}` leads to `{to}` and does not say so", operation.path());
    let help = format!("serve it as `POST {}/{}`", operation.path(), kebab(verb(transition.command)));
    cx.report(Finding::at(operation.at(), message).help(help));
}

/// `accept` of `acceptQuote`.
fn verb(command: &str) -> &str {
    command.find(|c: char| c.is_ascii_uppercase()).map_or(command, |end| &command[..end])
}
