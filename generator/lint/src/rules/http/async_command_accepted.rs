use super::commands::{listed, nearest, responses_at};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::scene::json_schema;
use crate::{Cx, OperationView, Profile, Rule};
use stipula_diagnostics::Severity::Warning;
use stipula_model::NodeRef;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "async-command-accepted",
    Warning,
    Profile::Platform,
    Hook::Operation(check),
    include_str!("async_command_accepted.md"),
);

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    let accepted = operation.response("202");
    let Some(at) = operation.key("x-async") else {
        if accepted.is_some() && operation.changes_state() {
            let message =
                format!("`{}` answers 202 and does not say where the outcome is to be found", operation.name());
            let help =
                "add `x-async` with `statusOperation`, the operation that reads the status, and its `terminalStates`";
            cx.report(Finding::at(operation.at(), message).help(help));
        }
        return;
    };
    let Some(accepted) = accepted else {
        let message = format!("`{}` goes on after its response and never answers 202", operation.name());
        let help = "answer 202 with the header `Location` of the status resource; 200 says that all is done";
        cx.report(Finding::at(responses_at(operation), message).help(help).label(at, "declared here"));
        return;
    };
    if !accepted.headers.iter().any(|header| header.name.eq_ignore_ascii_case("Location")) {
        let finding = Finding::at(accepted.at, "this 202 does not lead to the status resource");
        cx.report(finding.help("add the response header `Location`"));
    }
    status(cx, at);
}

/// The operation that is to be polled exists, and ends in the states that are promised.
fn status(cx: &Cx<'_>, at: NodeRef) {
    let policy = cx.node(at);
    let Some((value, id)) = policy.get("statusOperation").and_then(|value| Some((value, value.as_str()?))) else {
        let finding = Finding::at(at, "`x-async` does not say its `statusOperation`");
        cx.report(finding.help("name the `operationId` of the GET that tells how far it is"));
        return;
    };
    let Some(read) = cx.operation(id) else {
        let ids = cx.operations().filter_map(|own| own.operation.id.as_deref()).collect::<Vec<_>>();
        let help = match nearest(id, ids) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "name the `operationId` of the GET that tells how far it is".to_owned(),
        };
        cx.report(Finding::at(at.sibling(value), format!("no operation is called `{id}`")).help(help));
        return;
    };
    let field = policy.get_str("statusField").unwrap_or("status");
    let Some(schema) = read.successes().find_map(|response| json_schema(&response.content)) else { return };
    let Some(state) = cx.property(schema, field) else { return };
    let known: Vec<&str> = state.resolved.values().into_iter().filter_map(Node::as_str).collect();
    let ends = policy.get("terminalStates").into_iter().flat_map(Node::items);
    for end in ends.filter(|_| !known.is_empty()) {
        if let Some(name) = end.as_str().filter(|name| !known.contains(name)) {
            let finding = Finding::at(at.sibling(end), format!("`{field}` of `{id}` never becomes `{name}`"));
            cx.report(finding.help(format!("its values are {}", listed(&known))));
        }
    }
}
