use super::support::meant;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{ContractView, Cx, Profile, Rule};
use stipula_diagnostics::Severity::Warning;
use stipula_model::{Kind, NodeRef};

pub(super) const RULE: Rule = Rule::new(
    "golden-dataset-coverage",
    Warning,
    Profile::Platform,
    Hook::Repository(check),
    include_str!("golden_dataset_coverage.md"),
)
.in_repositories()
.options(&[OptionSpec::words(
    "scenarios",
    &[
        "simple-new-sale",
        "bundle-with-add-ons",
        "amendment",
        "renewal",
        "cancellation",
        "multi-currency-quote",
        "stale-approval-conflict",
        "partial-fulfillment",
        "billing-activation-failure",
    ],
    "The business cases that the dataset must have, by the names of their scenarios.",
)]);

fn check(cx: &Cx<'_>) {
    let scenarios: Vec<(NodeRef, &str)> =
        cx.documents(Kind::Scenario).map(|(at, root, _)| (at, root.get_str("name").unwrap_or_default())).collect();
    let wanted = cx.words("scenarios");
    let missing: Vec<String> = wanted
        .iter()
        .filter(|name| !scenarios.iter().any(|(_, own)| own == name))
        .map(|name| format!("`{name}`"))
        .collect();
    // Without any, it is said of the first contract: there is no better place.
    let at = scenarios.first().map(|(at, _)| *at).or_else(|| meant(cx).next().map(ContractView::at));
    let (false, Some(at)) = (missing.is_empty(), at) else { return };
    let count = format!("{} of {}", missing.len(), wanted.iter().count());
    let message = format!("the golden dataset lacks {count} business cases: {}", missing.join(", "));
    cx.report(
        Finding::at(at, message)
            .help("add a folder with a `scenario.yaml` of that name, and have every layer replay it"),
    );
}
