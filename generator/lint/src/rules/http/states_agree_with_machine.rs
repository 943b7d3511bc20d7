use super::commands::listed;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::words::pascal;
use crate::{Cx, Machine, Profile, Rule, SchemaView};
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "states-agree-with-machine",
    Error,
    Profile::Recommended,
    Hook::Schema(check),
    include_str!("states_agree_with_machine.md"),
);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if cx.scene.machines.is_empty() {
        return;
    }
    let (Some(list), Some(name)) = (schema.get(Kw::Enum), schema.name()) else { return };
    let Some(machine) = cx.scene.machines.iter().find(|machine| holds_states(name, machine)) else { return };
    let at = |node| schema.at.sibling(node);
    for value in list.items() {
        let Some(state) = value.as_str().filter(|state| !machine.has_state(state)) else { continue };
        let finding = Finding::at(at(value), format!("the machine `{}` has no state `{state}`", machine.name));
        cx.report(finding.help("correct the value, or add the state to the machine").label(machine.at, "this machine"));
    }
    let values: Vec<&str> = list.items().filter_map(Node::as_str).collect();
    let missing: Vec<&str> =
        machine.states.iter().map(|state| state.name).filter(|name| !values.contains(name)).collect();
    if !missing.is_empty() {
        let message = format!("`{name}` leaves out {} of the machine `{}`", listed(&missing), machine.name);
        let finding = Finding::at(at(list), message).label(machine.at, "this machine");
        cx.report(finding.help("list every state; readers cannot show what they were not told of"));
    }
}

/// True for `QuoteStatus`, `QuoteState` and `QuoteStatusV1` where the machine is called `quote`.
fn holds_states(name: &str, machine: &Machine<'_>) -> bool {
    let Some(rest) = name.strip_prefix(&pascal(machine.name)) else { return false };
    let rest = ["Status", "State"].iter().find_map(|noun| rest.strip_prefix(noun));
    rest.is_some_and(|rest| rest.strip_prefix('V').unwrap_or(rest).bytes().all(|b| b.is_ascii_digit()))
}
