use super::commands::nearest;
use super::lifecycle::{Declared, declared};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Machine, Profile, Rule};
use stipula_diagnostics::Severity::Warning;

pub(super) const RULE: Rule = Rule::new(
    "transition-command-unserved",
    Warning,
    Profile::Recommended,
    Hook::Machine(check),
    include_str!("transition_command_unserved.md"),
);

fn check(cx: &Cx<'_>, machine: &Machine<'_>) {
    let mut seen = Vec::new();
    for transition in machine.transitions.iter().filter(|transition| is_asked_for(transition.node.get_str("trigger"))) {
        let command = transition.command;
        if seen.contains(&command) || cx.operation(command).is_some() || cx.operations().next().is_none() {
            continue;
        }
        seen.push(command);
        if is_misspelled(cx, machine, command) {
            continue;
        }
        let Some(value) = transition.node.get("command") else { continue };
        let ids = cx.operations().filter_map(|own| own.operation.id.as_deref()).collect::<Vec<_>>();
        let help = match nearest(command, ids) {
            Some(id) => format!("did you mean the operation `{id}`?"),
            None => {
                "add the operation, or say who takes this step with `trigger: system` or `trigger: event`".to_owned()
            }
        };
        let message = format!("no operation is called `{command}`, so nobody can ask for this transition");
        cx.report(Finding::at(machine.at.sibling(value), message).help(help));
    }
}

/// True if an operation means this command and calls it something else, which is found there.
fn is_misspelled(cx: &Cx<'_>, machine: &Machine<'_>, command: &str) -> bool {
    let is_lost = |own: &Declared<'_>| own.meant.is_none() && own.machine.is_some_and(|other| other.at == machine.at);
    cx.operations().any(|operation| {
        let all = declared(cx, &operation);
        all.iter().any(|own| is_lost(own) && nearest(own.command, [command]).is_some())
    })
}

fn is_asked_for(trigger: Option<&str>) -> bool {
    trigger.is_none_or(|trigger| trigger == "command")
}
