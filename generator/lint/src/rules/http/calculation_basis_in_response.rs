use super::calculation_result_binding::is_calculation;
use super::success_answers::answer;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::scene::OperationView;
use crate::words::words;
use crate::{Cx, Profile, Rule};
use stipula_diagnostics::Severity::Warning;
use stipula_model::{NodeRef, SchemaId};

pub(super) const RULE: Rule = Rule::new(
    "calculation-basis-in-response",
    Warning,
    Profile::Platform,
    Hook::Operation(check),
    include_str!("calculation_basis_in_response.md"),
)
.options(&[OptionSpec::words(
    "bases",
    &["catalog", "pricing", "price", "policy", "rule", "rules", "configuration", "model", "tariff"],
    "Of what an answer may name the version, where `basedOn` does not say it.",
)])
.cedes_to(&["calculation-no-commit"]);

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    let Some(answer) = answer(operation).filter(|_| is_calculation(operation)) else { return };
    if !cx.resolved(answer.schema).is_object() {
        return;
    }
    let names = names(cx, answer.schema);
    let based_on: Vec<NodeRef> = operation
        .key("x-result-binding")
        .and_then(|at| Some((at, cx.node(at).get("basedOn")?)))
        .map(|(at, list)| list.items().map(|item| at.sibling(item)).collect())
        .unwrap_or_default();
    let bases = cx.words("bases");
    let is_version = |name: &String| {
        let words = words(name);
        words.iter().any(|word| word == "version") && words.iter().any(|word| bases.has(word))
    };
    if based_on.is_empty() && !names.iter().any(is_version) {
        let message =
            format!("the answer of `{}` does not say which catalog and prices it was computed from", operation.name());
        let help =
            "add `catalogVersion`, `pricingPolicyVersion` or what else decides the result, and list it in `basedOn`";
        let finding = Finding::at(operation.at(), message).label(answer.media.at, "this is the answer");
        cx.report(finding.help(help));
    }
    for at in based_on {
        let Some(name) = cx.node(at).as_str().filter(|name| !names.iter().any(|own| own == name)) else { continue };
        let finding = Finding::at(at, format!("the answer of `{}` has no `{name}`", operation.name()));
        cx.report(
            finding
                .label(answer.media.at, "this is the answer")
                .help("add it to the answer, so that the result can be explained"),
        );
    }
}

/// The names of what an object has, and of what its members have.
fn names(cx: &Cx<'_>, id: SchemaId) -> Vec<String> {
    let mut names = Vec::new();
    for property in cx.all_properties(id) {
        names.push(property.name.to_owned());
        names.extend(cx.all_properties(property.resolved.id).iter().map(|inner| inner.name.to_owned()));
    }
    names
}
