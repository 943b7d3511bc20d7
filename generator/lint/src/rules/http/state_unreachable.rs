use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Machine, Profile, Rule, State, Transition};
use stipula_diagnostics::Severity::Error;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "state-unreachable",
    Error,
    Profile::Recommended,
    Hook::Machine(check),
    include_str!("state_unreachable.md"),
);

fn check(cx: &Cx<'_>, machine: &Machine<'_>) {
    machine.transitions.iter().for_each(|transition| ends(cx, machine, transition));
    begins(cx, machine);
    let at = |node| machine.at.sibling(node);
    let moves = moves(machine);
    // With a state that does not exist the way to one that does is lost: one fault, found elsewhere.
    if moves.iter().any(|(from, to)| !machine.has_state(from) || !machine.has_state(to)) {
        return;
    }
    let reached = reached(machine, &moves);
    for state in &machine.states {
        let name = state.name;
        if !reached.contains(&name) {
            let finding = Finding::at(at(state.key), format!("no transition leads to `{name}`"));
            cx.report(finding.help("add the transition that reaches it, or take the state out"));
        } else if !state.is_terminal && !moves.iter().any(|(from, to)| *from == name && *to != name) {
            let finding =
                Finding::at(at(state.key), format!("`{name}` is not terminal, and no transition leads out of it"));
            cx.report(finding.help("add the way out, or set `terminal: true`"));
        }
    }
}

/// From where to where: by transitions, and by the rules that derive the state from that of the parts.
fn moves<'m>(machine: &Machine<'m>) -> Vec<(&'m str, &'m str)> {
    let text = |nodes: &[Node<'m>]| -> Vec<&'m str> { nodes.iter().copied().filter_map(Node::as_str).collect() };
    let mut moves = Vec::new();
    let mut add = |from: Vec<&'m str>, to: Option<&'m str>| {
        moves.extend(from.into_iter().filter_map(|from| Some((from, to?))));
    };
    for transition in &machine.transitions {
        add(text(&transition.from), transition.to.and_then(Node::as_str));
    }
    if let Some(derivation) = machine.node.get("derivation") {
        let followed: Vec<_> = derivation.get("appliesTo").into_iter().flat_map(Node::items).collect();
        let rules = derivation.get("rules").into_iter().flat_map(Node::items);
        rules.for_each(|rule| add(text(&followed), rule.get_str("status")));
    }
    moves
}

fn reached<'m>(machine: &Machine<'m>, moves: &[(&'m str, &'m str)]) -> Vec<&'m str> {
    let created = machine.transitions.iter().filter(|own| own.from.is_empty()).filter_map(|own| own.to);
    let mut reached: Vec<&str> = machine.initial.into_iter().chain(created).filter_map(Node::as_str).collect();
    let mut next = 0;
    while let Some(state) = reached.get(next).copied() {
        next += 1;
        for (_, to) in moves.iter().filter(|(from, _)| *from == state) {
            if !reached.contains(to) {
                reached.push(to);
            }
        }
    }
    reached
}

/// Nothing leads out of a terminal state.
fn ends(cx: &Cx<'_>, machine: &Machine<'_>, transition: &Transition<'_>) {
    let to = transition.to.and_then(Node::as_str);
    for from in transition.from.iter().filter(|from| from.as_str() != to) {
        let is_it = |state: &&State<'_>| state.is_terminal && Some(state.name) == from.as_str();
        let Some(state) = machine.states.iter().find(is_it) else { continue };
        let message = format!("`{}` leads out of `{}`, which is terminal", transition.command, state.name);
        let help = format!("take `{}` out of `from`, or set its `terminal: false`", state.name);
        let label = "declared terminal here";
        cx.report(
            Finding::at(machine.at.sibling(*from), message).help(help).label(machine.at.sibling(state.key), label),
        );
    }
}

/// What makes the aggregate makes it in the initial state.
fn begins(cx: &Cx<'_>, machine: &Machine<'_>) {
    let is_known = |state: &Node<'_>| state.as_str().is_some_and(|name| machine.has_state(name));
    let Some(initial) = machine.initial.filter(is_known) else { return };
    for transition in machine.transitions.iter().filter(|own| own.from.is_empty()) {
        let Some(to) = transition.to.filter(|to| is_known(to) && to.as_str() != initial.as_str()) else { continue };
        let (state, name) = (to.as_str().unwrap_or_default(), initial.as_str().unwrap_or_default());
        let message = format!("`{}` begins in `{state}`, and the initial state is `{name}`", transition.command);
        let help = "a machine begins in one state: correct `to` or `initial`, or give the transition its `from`";
        let finding = Finding::at(machine.at.sibling(to), message).help(help);
        cx.report(finding.label(machine.at.sibling(initial), "the initial state"));
    }
}
