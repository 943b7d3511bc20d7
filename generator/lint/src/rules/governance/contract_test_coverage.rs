use crate::finding::Finding;
use crate::rule::Hook;
use crate::{ContractView, Cx, OperationView, Profile, Rule};
use stipula_diagnostics::Severity::Warning;

pub(super) const RULE: Rule = Rule::new(
    "contract-test-coverage",
    Warning,
    Profile::Platform,
    Hook::Contract(check),
    include_str!("contract_test_coverage.md"),
);

fn check(cx: &Cx<'_>, contract: &ContractView<'_>) {
    let Some(tests) = &cx.evidence.contract_tests else { return };
    for view in contract.operations(cx.scene.sources).filter(OperationView::is_called_by_clients) {
        let plain = format!("{} {}", view.method().to_uppercase(), view.path());
        let names = [view.operation.id.as_ref(), Some(&plain)];
        if !names.into_iter().flatten().any(|name| tests.operations.contains(name)) {
            let finding = Finding::at(view.at(), format!("no contract test that passed exercises `{}`", view.name()));
            cx.report(
                finding.help("add a test that calls it and holds the answer against the contract, and report it"),
            );
        }
    }
    for view in contract.messages(cx.scene).filter(|view| !tests.messages.contains(view.name())) {
        let finding = Finding::at(view.name_at(), format!("no contract test that passed exercises `{}`", view.name()));
        cx.report(
            finding.help("add a test that sends or reads it and holds the payload against the contract, and report it"),
        );
    }
}
