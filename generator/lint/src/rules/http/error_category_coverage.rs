use super::declared_metadata::listed;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::scene::OperationView;
use crate::{Cx, Profile, Rule};
use stipula_diagnostics::Severity::Warning;
use stipula_model::Kind;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "error-category-coverage",
    Warning,
    Profile::Platform,
    Hook::Operation(check),
    include_str!("error_category_coverage.md"),
)
.options(&[
    OptionSpec::words(
        "every",
        &["VALIDATION_ERROR", "AUTHORIZATION_ERROR", "UNKNOWN_OUTCOME"],
        "Categories that every command can fail with; `|` parts alternatives.",
    ),
    OptionSpec::words(
        "repeated",
        &["IDEMPOTENCY_CONFLICT"],
        "Categories of commands that take an idempotency key and declare how such a conflict is answered.",
    ),
    OptionSpec::words(
        "existing",
        &["STATE_CONFLICT|VERSION_CONFLICT"],
        "Categories of commands about an entity that is there already and declare how a conflict is answered.",
    ),
]);

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    let list = operation.key("x-error-codes").filter(|at| !cx.node(*at).is_empty());
    let Some(list) = list.filter(|_| operation.is_command() && operation.is_called_by_clients()) else { return };
    let Some(covered) = categories(cx, cx.node(list)) else { return };
    let is_covered = |names: &str| names.split('|').any(|name| covered.contains(&name));
    let mut wanted: Vec<&str> = cx.words("every").iter().collect();
    // A missing response is a fault of its own; what is asked here is whether those that are there have codes.
    if answers_conflicts(operation) {
        let takes_key = operation.header("Idempotency-Key").is_some() || operation.node.get("x-idempotency").is_some();
        wanted.extend(cx.words("repeated").iter().filter(|_| takes_key));
        wanted.extend(cx.words("existing").iter().filter(|_| operation.path().contains('{')));
    }
    wanted.retain(|names| !is_covered(names));
    if wanted.is_empty() {
        return;
    }
    let names = listed(&wanted).replace('|', "` or `");
    let message = format!("`{}` has no error code for {names}", operation.name());
    cx.report(Finding::at(list, message).help("add a code of that category from the registry, and its response"));
}

/// The categories of the listed codes; none where nobody keeps a registry.
fn categories<'m>(cx: &Cx<'m>, list: Node<'_>) -> Option<Vec<&'m str>> {
    let registries: Vec<Node<'m>> =
        cx.documents(Kind::ErrorCodes).filter_map(|(_, node, _)| node.get("codes")).collect();
    let category = |code: &str| registries.iter().find_map(|codes| codes.get(code)?.get_str("category"));
    let found = list.items().filter_map(Node::as_str).filter_map(category).collect();
    (!registries.is_empty()).then_some(found)
}

fn answers_conflicts(operation: &OperationView<'_>) -> bool {
    operation.failures().any(|response| matches!(response.status.as_str(), "409" | "412" | "422" | "4XX" | "default"))
}
