use super::commands::nearest;
use super::lifecycle::{declared, is_lost_event, is_silent};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Machine, OperationView, Profile, Rule, Transition};
use stipula_diagnostics::Severity::Error;
use stipula_model::NodeRef;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "transition-emits-event",
    Error,
    Profile::Recommended,
    Hook::Repository(check),
    include_str!("transition_emits_event.md"),
);

fn check(cx: &Cx<'_>) {
    for machine in &cx.scene.machines {
        for transition in &machine.transitions {
            if is_silent(transition) {
                silent(cx, machine, transition);
            }
            resolve(cx, machine.at, &transition.emits);
        }
    }
    cx.operations().filter(|operation| operation.contract.is_meant).for_each(|operation| declares(cx, &operation));
}

fn silent(cx: &Cx<'_>, machine: &Machine<'_>, transition: &Transition<'_>) {
    let at = machine.at.sibling(transition.node.get("emits").unwrap_or(transition.node));
    let message = format!("`{}` changes the state and emits no event", transition.command);
    cx.report(
        Finding::at(at, message).help("name the event that reports it, such as `com.example.cpq.quote.accepted.v1`"),
    );
}

/// What an operation declares by itself; what it repeats of a machine is judged there.
fn declares(cx: &Cx<'_>, operation: &OperationView<'_>) {
    if operation.node.get("x-state-transition").is_none() {
        return;
    }
    for transition in declared(cx, operation).iter().filter(|transition| transition.meant.is_none()) {
        resolve(cx, operation.at(), &transition.values("emits"));
    }
}

fn resolve(cx: &Cx<'_>, from: NodeRef, emits: &[Node<'_>]) {
    for event in emits {
        let Some(name) = event.as_str().filter(|name| is_lost_event(cx, name)) else { continue };
        let known: Vec<&str> = cx.messages().map(|message| message.message.name.as_str()).collect();
        let help = match nearest(name, known) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "add the message to the channel that carries the events of this entity".to_owned(),
        };
        cx.report(Finding::at(from.sibling(*event), format!("no message is called `{name}`")).help(help));
    }
}
