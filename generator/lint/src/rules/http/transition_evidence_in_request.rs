use super::commands::parts;
use super::lifecycle::declared;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, OperationView, Profile, Rule};
use stipula_diagnostics::Severity::Warning;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "transition-evidence-in-request",
    Warning,
    Profile::Platform,
    Hook::Operation(check),
    include_str!("transition_evidence_in_request.md"),
);

/// Where a body may say more about itself than in its own properties.
const BRANCHES: [&str; 6] = ["allOf", "oneOf", "anyOf", "then", "else", "dependentSchemas"];

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    for transition in declared(cx, operation) {
        let own = transition.node.get("evidence").is_some();
        for evidence in transition.values("evidence") {
            let Some(name) = evidence.as_str().filter(|name| transition.agrees("evidence", name)) else { continue };
            let Some(fault) = fault(cx, operation, name) else { continue };
            // What only the machine says is missed where the operation says nothing.
            let at = if own { evidence } else { transition.node };
            let message = format!("`{name}` is evidence of `{}`, and {fault}", transition.command);
            let help = format!(
                "require `{name}` in the request, or take it out of the evidence if the service knows it already"
            );
            cx.report(Finding::at(operation.at().sibling(at), message).help(help));
        }
    }
}

fn fault(cx: &Cx<'_>, operation: &OperationView<'_>, name: &str) -> Option<&'static str> {
    if let Some(parameter) = operation.operation.parameters.iter().find(|own| own.name == name) {
        return (!parameter.required).then_some("may be left out");
    }
    let parts = operation.body().map(|body| parts(cx, body, &BRANCHES)).unwrap_or_default();
    let has = |keyword: &str, test: &dyn Fn(Node<'_>) -> bool| {
        parts.iter().any(|part| cx.schema(*part).node.get(keyword).is_some_and(test))
    };
    let is_declared = has("properties", &|map| map.get(name).is_some());
    let lists = |list: Node<'_>| list.items().any(|item| item.as_str() == Some(name));
    let is_demanded =
        has("required", &lists) || has("dependentRequired", &|map| map.members().any(|(_, list)| lists(list)));
    match (is_declared, is_demanded) {
        (false, _) => Some("the request does not carry it"),
        (true, false) => Some("may be left out"),
        (true, true) => None,
    }
}
