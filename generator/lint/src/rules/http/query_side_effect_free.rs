use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::scene::{Family, OperationView};
use crate::words::words;
use crate::{Cx, Profile, Rule};
use stipula_diagnostics::Severity::Error;
use stipula_model::NodeRef;

pub(super) const RULE: Rule = Rule::new(
    "query-side-effect-free",
    Error,
    Profile::Recommended,
    Hook::Operation(check),
    include_str!("query_side_effect_free.md"),
)
.options(&[OptionSpec::words(
    "searches",
    &["search", "query", "find", "lookup", "filter", "list"],
    "Words in the last segment of a path or at the start of an `operationId` that make a POST a query.",
)])
.cedes_to(&["calculation-no-commit"]);

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    let is_query = operation.family == Some(Family::Query);
    if !operation.is_called_by_clients() || !is_query && !matches!(operation.method(), "get" | "head") {
        return;
    }
    if let Some((at, message, help)) = fault(cx, operation) {
        cx.report(Finding::at(at, message).help(help));
    }
}

/// The first of the signs that the operation does more than to read: they have one cause.
fn fault(cx: &Cx<'_>, operation: &OperationView<'_>) -> Option<(NodeRef, String, &'static str)> {
    let (name, method) = (operation.name(), operation.method().to_uppercase());
    let reads = if operation.is_safe() { format!("is a {method}") } else { "is a query".to_owned() };
    if let Some(at) = operation.key("x-state-transition") {
        let help = "make it a POST whose path names the intention, such as `/quotes/{quoteId}/accept`, in the family `command`";
        return Some((at, format!("`{name}` {reads} and moves a state"), help));
    }
    if let Some(at) = operation.key("x-idempotency") {
        let help = "remove it: what has no effect needs no key; or make it a POST in the family `command`";
        return Some((at, format!("`{name}` {reads} and has a policy for repeated effects"), help));
    }
    if let Some(at) = operation.key("requestBody").filter(|_| matches!(operation.method(), "get" | "head")) {
        let help = "take the conditions as query parameters, or make the search a POST to `…/search`";
        return Some((at, format!("`{name}` is a {method} with a body, which servers and caches may drop"), help));
    }
    let family = operation.key("x-api-family")?;
    if operation.is_safe() {
        let help = "call it `query` if it only reads, or make it a POST";
        let is_command = operation.family == Some(Family::Command);
        return is_command.then(|| (family, format!("`{name}` is a {method} and a command"), help));
    }
    let is_search = method == "POST" && is_search(cx, operation);
    let help =
        "make it a GET, or a POST to `…/search` if its conditions need a body; if it changes something it is a command";
    (!is_search).then(|| (family, format!("`{name}` is a query by {method}"), help))
}

fn is_search(cx: &Cx<'_>, operation: &OperationView<'_>) -> bool {
    let searches = cx.words("searches");
    let segment = super::success_answers::last_word_of(operation.path()).unwrap_or_default();
    let id = operation.operation.id.as_deref().unwrap_or_default();
    words(segment).iter().chain(words(id).first()).any(|word| searches.has(word))
}
