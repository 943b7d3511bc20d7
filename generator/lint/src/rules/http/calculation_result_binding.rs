use super::declared_metadata::{listed, missing};
use super::success_answers::answer;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::scene::{Family, OperationView};
use crate::{Cx, Profile, Rule};
use stipula_diagnostics::Severity::Error;
use stipula_model::NodeRef;

pub(super) const RULE: Rule = Rule::new(
    "calculation-result-binding",
    Error,
    Profile::Platform,
    Hook::Operation(check),
    include_str!("calculation_result_binding.md"),
)
.options(&[OptionSpec::words(
    "members",
    &["mode", "basedOn", "cacheable", "snapshotEligible"],
    "What `x-result-binding` has to say; `validUntil` besides, where the mode is `binding`.",
)])
.cedes_to(&["calculation-no-commit", "metadata-valid", "metadata-misspelled"]);

/// True for operations that compute and commit nothing.
pub(super) fn is_calculation(operation: &OperationView<'_>) -> bool {
    matches!(operation.family, Some(Family::Calculation | Family::Simulation)) && operation.is_called_by_clients()
}

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    if !is_calculation(operation) {
        return;
    }
    let Some(at) = operation.key("x-result-binding") else {
        let message = format!("`{}` does not say what its result is good for", operation.name());
        let help = "add `x-result-binding: {mode: advisory, basedOn: [catalogVersion], cacheable: false, snapshotEligible: \
                    false}`; a `binding` result also has `validUntil`";
        return cx.report(Finding::at(operation.at(), message).help(help));
    };
    let binding = cx.node(at);
    let mode = binding.get("mode");
    if let Some(mode) = mode.filter(|mode| !matches!(mode.as_str(), Some("advisory" | "binding"))) {
        let finding = Finding::at(at.sibling(mode), "the mode of a result is `advisory` or `binding`");
        cx.report(finding.help("`binding` if the platform stands by the result until it ends, `advisory` if not"));
    }
    let is_binding = mode.and_then(stipula_source::Node::as_str) == Some("binding");
    let members = cx.words("members").iter().chain(is_binding.then_some("validUntil"));
    let missing = missing(binding, members);
    if !missing.is_empty() {
        let message = format!("`x-result-binding` of `{}` says nothing about {}", operation.name(), listed(&missing));
        cx.report(Finding::at(at, message).help("add it: clients decide by it whether they may keep the result"));
    }
    ends(cx, operation, at);
}

/// The member that tells until when the result holds is there.
fn ends(cx: &Cx<'_>, operation: &OperationView<'_>, at: NodeRef) {
    let Some(until) = cx.node(at).get("validUntil") else { return };
    let Some((name, answer)) = until.as_str().zip(answer(operation)) else { return };
    if cx.resolved(answer.schema).is_object() && cx.property(answer.schema, name).is_none() {
        let message = format!("the answer of `{}` has no `{name}`", operation.name());
        let finding = Finding::at(at.sibling(until), message).label(answer.media.at, "this is the answer");
        cx.report(finding.help("name the member of the answer that holds the moment, or add it"));
    }
}
