use super::commands::listed;
use super::lifecycle::{Declared, commands, declared, error_codes, is_lost_event, is_silent, names, one_or_many};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Machine, OperationView, Profile, Rule, Transition};
use stipula_diagnostics::Severity::Error;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "transition-agrees-with-machine",
    Error,
    Profile::Recommended,
    Hook::Operation(check),
    include_str!("transition_agrees_with_machine.md"),
);

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    let all = declared(cx, operation);
    for own in &all {
        if let (Some(machine), Some(meant)) = (own.machine, own.meant) {
            let pair = Pair { cx, operation, own: own.node, machine, meant };
            pair.lists();
            pair.texts();
            pair.policies();
            pair.trigger();
        }
    }
    left_out(cx, operation, &all);
}

/// A transition of an operation and that of the machine.
struct Pair<'s, 'm> {
    cx: &'s Cx<'m>,
    operation: &'s OperationView<'s>,
    own: Node<'s>,
    machine: &'s Machine<'s>,
    meant: &'s Transition<'s>,
}

impl Pair<'_, '_> {
    fn report(&self, at: Node<'_>, theirs: Option<Node<'_>>, message: String) {
        let finding = Finding::at(self.operation.at().sibling(at), message);
        let label = self.machine.at.sibling(theirs.unwrap_or(self.meant.node));
        let help = "what is repeated here has to be what the machine says; correct the one that is wrong, or leave it to the machine";
        self.cx.report(finding.help(help).label(label, format!("the machine `{}`", self.machine.name)));
    }

    fn lists(&self) {
        for key in ["from", "guards", "evidence", "emits", "failures"] {
            let Some(value) = self.own.get(key) else { continue };
            let theirs = self.meant.node.get(key);
            let ours = names(&one_or_many(value));
            let wanted = names(&theirs.into_iter().flat_map(one_or_many).collect::<Vec<_>>());
            if ours != wanted && !self.is_judged_elsewhere(key, &ours, &wanted) {
                let less: Vec<&str> = wanted.iter().copied().filter(|name| !ours.contains(name)).collect();
                let more: Vec<&str> = ours.iter().copied().filter(|name| !wanted.contains(name)).collect();
                self.report(value, theirs, self.difference(key, &less, &more));
            }
        }
    }

    fn difference(&self, key: &str, less: &[&str], more: &[&str]) -> String {
        let machine = format!("the machine `{}`", self.machine.name);
        match (less, more) {
            (_, []) => format!("`{key}` lacks {}, which {machine} has", listed(less)),
            ([], _) => format!("`{key}` has {}, which {machine} lacks", listed(more)),
            _ => format!("`{key}` has {} where {machine} has {}", listed(more), listed(less)),
        }
    }

    /// Names that do not exist, and what the machine itself forgot, are faults of their own.
    fn is_judged_elsewhere(&self, key: &str, ours: &[&str], wanted: &[&str]) -> bool {
        match key {
            "from" | "to" => ours.iter().any(|name| !self.machine.has_state(name)),
            "emits" => is_silent(self.meant) || wanted.iter().any(|name| is_lost_event(self.cx, name)),
            "audit" => wanted.iter().all(|path| self.cx.contract_at(path).is_none()),
            "failures" => {
                let registry = error_codes(self.cx);
                let is_unknown = |code: &&str| !registry.is_empty() && !registry.contains_key(code);
                let guards: Vec<Node<'_>> = self.meant.guards.iter().filter_map(|guard| guard.failure).collect();
                let by_guards = names(&guards);
                ours.iter().chain(wanted).any(is_unknown)
                    || wanted.iter().all(|code| ours.contains(code))
                        && ours.iter().all(|code| wanted.contains(code) || by_guards.contains(code))
            }
            _ => false,
        }
    }

    fn texts(&self) {
        let own = ["to", "permission", "audit"].into_iter().filter_map(|key| Some((key, self.own.get(key)?)));
        let permission = self.operation.node.get("x-permission").and_then(|own| own.get("permission"));
        // The same text twice is one disagreement.
        let permission = permission.filter(|other| other.as_str() != self.own.get_str("permission"));
        for (key, value) in own.chain(permission.map(|value| ("permission", value))) {
            let Some(text) = value.as_str() else { continue };
            let theirs = self.meant.node.get(key);
            let wanted = theirs.and_then(Node::as_str);
            if wanted != Some(text) && !self.is_judged_elsewhere(key, &[text], wanted.as_slice()) {
                let wanted = wanted.map_or("nothing".to_owned(), |wanted| format!("`{wanted}`"));
                let message = format!("`{key}` is `{text}` here and {wanted} in the machine `{}`", self.machine.name);
                self.report(value, theirs, message);
            }
        }
    }

    /// How long keys are kept is said three times: here, in `x-idempotency`, and by the machine.
    fn policies(&self) {
        let Some(theirs) = self.meant.node.get("idempotency") else { return };
        for policy in self.own.get("idempotency").into_iter().chain(self.operation.node.get("x-idempotency")) {
            for key in ["scope", "retention", "expired"] {
                let (Some(value), Some(wanted)) = (policy.get(key), theirs.get(key)) else { continue };
                if value.to_json() != wanted.to_json() {
                    let message =
                        format!("`{key}` of the idempotency is another one in the machine `{}`", self.machine.name);
                    self.report(value, Some(wanted), message);
                }
            }
        }
    }

    fn trigger(&self) {
        let trigger = self.meant.node.get_str("trigger").unwrap_or("command");
        if trigger != "command" {
            let at = self.own.get("command").unwrap_or(self.own);
            let (command, machine) = (self.meant.command, self.machine.name);
            let message =
                format!("`{command}` is offered to clients, and the machine `{machine}` triggers it by `{trigger}`");
            self.report(at, self.meant.node.get("trigger"), message);
        }
    }
}

/// A command with several transitions declares all of them, or leaves them to the machine.
fn left_out(cx: &Cx<'_>, operation: &OperationView<'_>, all: &[Declared<'_>]) {
    let says = |own: &Declared<'_>| own.node.get("from").is_some() || own.node.get("to").is_some();
    let Some((first, machine)) = all.first().and_then(|own| Some((own, own.machine?))) else { return };
    let mut others = commands(Some(machine), first.command);
    others.retain(|other| !all.iter().any(|own| own.meant.is_some_and(|meant| meant.node == other.node)));
    if others.is_empty() || !all.iter().any(says) {
        return;
    }
    let states: Vec<&str> = others.iter().filter_map(|other| other.to.and_then(Node::as_str)).collect();
    let message = format!("the machine `{}` has more transitions of `{}`", machine.name, first.command);
    let help = format!("make `x-state-transition` a list and add what leads to {}", listed(&states));
    let at = operation.key("x-state-transition").unwrap_or(operation.at());
    let label = |finding: Finding, other: &Transition<'_>| {
        finding.label(machine.at.sibling(other.node), "not declared by the operation")
    };
    cx.report(others.into_iter().fold(Finding::at(at, message).help(help), label));
}
