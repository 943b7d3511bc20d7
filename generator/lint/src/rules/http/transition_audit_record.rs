use super::lifecycle::declared;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Machine, OperationView, Profile, Rule, Surfaces, Transition};
use stipula_diagnostics::Severity::Error;
use stipula_model::NodeRef;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "transition-audit-record",
    Error,
    Profile::Platform,
    Hook::Repository(check),
    include_str!("transition_audit_record.md"),
);

fn check(cx: &Cx<'_>) {
    for machine in &cx.scene.machines {
        machine.transitions.iter().for_each(|transition| of_machine(cx, machine, transition));
    }
    cx.operations().filter(|operation| operation.contract.is_meant).for_each(|operation| of_operation(cx, &operation));
}

fn of_machine(cx: &Cx<'_>, machine: &Machine<'_>, transition: &Transition<'_>) {
    match transition.node.get("audit") {
        Some(audit) => resolve(cx, machine.at, audit),
        None => {
            let message = format!("`{}` leaves no audit record", transition.command);
            let help = "name the schema of the record: `audit: audit/audit-decision-record.v1.schema.json`";
            cx.report(Finding::at(machine.at.sibling(transition.node), message).help(help));
        }
    }
}

/// What an operation declares by itself; what it repeats of a machine is judged there.
fn of_operation(cx: &Cx<'_>, operation: &OperationView<'_>) {
    if operation.node.get("x-state-transition").is_none() {
        return;
    }
    for transition in declared(cx, operation).iter().filter(|transition| transition.meant.is_none()) {
        transition.node.get("audit").into_iter().for_each(|audit| resolve(cx, operation.at(), audit));
    }
}

/// The record is described by a schema of the surface `audit`, named by its path or by a `$ref`.
fn resolve(cx: &Cx<'_>, from: NodeRef, audit: Node<'_>) {
    let at = from.sibling(audit);
    let Some(path) = audit.as_str().map(|text| text.split('#').next().unwrap_or_default()) else { return };
    match cx.contract_at(path) {
        None => {
            let finding = Finding::at(at, format!("the audit record `{path}` does not exist"));
            cx.report(finding.help("name a schema below `audit/`, by its path from the root of the contracts"));
        }
        Some(contract) if !contract.surfaces.meets(Surfaces::AUDIT) => {
            let finding = Finding::at(at, format!("`{path}` is no audit record"));
            cx.report(finding.help("name a schema of the surface `audit`: below `audit/`, or with `x-surface: audit`"));
        }
        Some(_) => {}
    }
}
