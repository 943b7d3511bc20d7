use super::declared_metadata::{listed, missing};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::scene::{Family, OperationView};
use crate::{Cx, Profile, Rule};
use stipula_diagnostics::Severity::Warning;

pub(super) const RULE: Rule = Rule::new(
    "bulk-safety-declared",
    Warning,
    Profile::Platform,
    Hook::Operation(check),
    include_str!("bulk_safety_declared.md"),
)
.cedes_to(&["metadata-valid", "metadata-misspelled"])
.options(&[OptionSpec::words(
    "members",
    &["validationMode", "inputChecksum", "approval", "partialFailure", "rollback", "idempotency"],
    "What `x-bulk` has to say.",
)]);

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    if operation.family != Some(Family::Bulk) || operation.is_safe() || !operation.is_called_by_clients() {
        return;
    }
    let name = operation.name();
    let Some(at) = operation.key("x-bulk") else {
        let message = format!("`{name}` works on many rows and does not say what keeps them safe");
        let help = "add `x-bulk` with a sentence for each of `validationMode`, `inputChecksum`, `approval`, \
                    `partialFailure`, `rollback` and `idempotency`";
        return cx.report(Finding::at(operation.at(), message).help(help));
    };
    let missing = missing(cx.node(at), cx.words("members").iter());
    if !missing.is_empty() {
        let message = format!("`x-bulk` of `{name}` says nothing about {}", listed(&missing));
        cx.report(Finding::at(at, message).help("add a sentence for each; where there is no such thing, say that"));
    }
}
