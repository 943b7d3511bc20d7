use super::commands::nearest;
use super::lifecycle::{Declared, declared, one_or_many};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::scene::json_schema;
use crate::{Cx, OperationView, Profile, Rule};
use stipula_diagnostics::Severity::Error;
use stipula_model::NodeRef;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "transition-state-valid",
    Error,
    Profile::Recommended,
    Hook::Operation(check),
    include_str!("transition_state_valid.md"),
);

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    for transition in declared(cx, operation) {
        if is_lost(cx, operation, &transition) {
            continue;
        }
        let (states, at) = match transition.machine {
            Some(machine) => (machine.states.iter().map(|state| state.name).collect(), machine.at),
            None => match states_on_the_wire(cx, operation) {
                Some(found) => found,
                None => continue,
            },
        };
        let named = ["from", "to"].iter().filter_map(|key| transition.node.get(key)).flat_map(one_or_many);
        for state in named {
            let Some(name) = state.as_str().filter(|name| !states.contains(name)) else { continue };
            let finding = Finding::at(operation.at().sibling(state), format!("`{name}` is no state"));
            cx.report(finding.help(meant(name, &states)).label(at, "the states are declared here"));
        }
    }
}

/// Says that the machine or its transition does not exist.
fn is_lost(cx: &Cx<'_>, operation: &OperationView<'_>, transition: &Declared<'_>) -> bool {
    let at = |key: &str| operation.at().sibling(transition.node.get(key).unwrap_or(transition.node));
    match (transition.node.get_str("machine"), transition.machine) {
        (Some(name), None) if !cx.scene.machines.is_empty() => {
            let known: Vec<&str> = cx.scene.machines.iter().map(|machine| machine.name).collect();
            let finding = Finding::at(at("machine"), format!("no state machine is called `{name}`"));
            cx.report(finding.help(meant(name, &known)));
            true
        }
        (_, Some(machine)) if machine.transition(transition.command).is_none() => {
            let known: Vec<&str> = machine.transitions.iter().map(|own| own.command).collect();
            let message = format!("the machine `{}` has no transition `{}`", machine.name, transition.command);
            let finding = Finding::at(at("command"), message).help(meant(transition.command, &known));
            cx.report(finding.label(machine.at, "this machine"));
            true
        }
        _ => false,
    }
}

fn meant(name: &str, known: &[&str]) -> String {
    match nearest(name, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("known are {}", known.join(", ")),
    }
}

/// The values of the state in what is read of the entity: the closest GET above, or the operation's own answer.
fn states_on_the_wire<'s>(cx: &'s Cx<'_>, operation: &OperationView<'s>) -> Option<(Vec<&'s str>, NodeRef)> {
    let end = operation.path().rfind('}').map_or(operation.path().len(), |end| end + 1);
    let entity = &operation.path()[..end];
    let read = operation.contract.operations(cx.sources).find(|own| own.method() == "get" && own.path() == entity);
    let of = |own: &OperationView<'s>| {
        let schema = own.successes().find_map(|response| json_schema(&response.content))?;
        let properties = cx.all_properties(schema);
        let state =
            properties.iter().find(|own| matches!(own.name, "status" | "state") && own.resolved.values().len() > 1)?;
        let names = state.resolved.values().into_iter().filter_map(Node::as_str).collect();
        Some((names, state.resolved.at))
    };
    read.as_ref().and_then(of).or_else(|| of(operation))
}
