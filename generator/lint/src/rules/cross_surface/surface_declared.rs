use crate::finding::Finding;
use crate::rule::Hook;
use crate::{ContractView, Cx, Profile, Rule};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule =
    Rule::new("surface-declared", Error, Profile::Platform, Hook::Contract(check), include_str!("surface_declared.md"))
        .cedes_to(&["no-shared-surface-schema", "metadata-valid", "metadata-misspelled"]);

fn check(cx: &Cx<'_>, contract: &ContractView<'_>) {
    if contract.is_schema() && contract.surfaces.is_empty() {
        let finding = match contract.node.get("x-surface") {
            Some(said) => Finding::at(contract.at().sibling(said), "`x-surface` names no surface"),
            None => Finding::at(contract.at(), "neither the folder nor `x-surface` says where this schema is used"),
        };
        let help =
            "move it into `http/`, `events/`, `snapshots/`, `cache/`, `workflow/` or `audit/`, or add `x-surface`";
        cx.report(finding.help(help));
    }
}
