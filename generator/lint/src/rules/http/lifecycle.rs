//! `x-state-transition` held against state machines: which transition of which machine is meant.

use crate::{Cx, Machine, OperationView, Transition};
use rustc_hash::{FxHashMap, FxHashSet};
use stipula_model::Kind;
use stipula_source::Node;

/// A transition as an operation declares it.
pub(super) struct Declared<'s> {
    /// The object.
    pub(super) node: Node<'s>,
    /// The command: its own, or the `operationId`.
    pub(super) command: &'s str,
    /// The machine that it names.
    pub(super) machine: Option<&'s Machine<'s>>,
    /// What the machine says of it.
    pub(super) meant: Option<&'s Transition<'s>>,
}

impl<'s> Declared<'s> {
    /// The values under a key, one or a list; those of the machine where the operation leaves them to it.
    pub(super) fn values(&self, key: &str) -> Vec<Node<'s>> {
        let own = self.node.get(key).or_else(|| self.meant.and_then(|meant| meant.node.get(key)));
        own.into_iter().flat_map(one_or_many).collect()
    }

    /// True unless the machine knows the transition and says something else there, which is a fault of its own.
    pub(super) fn agrees(&self, key: &str, name: &str) -> bool {
        let theirs = |meant: &Transition<'s>| meant.node.get(key).into_iter().flat_map(one_or_many).collect::<Vec<_>>();
        self.meant.is_none_or(|meant| theirs(meant).iter().any(|own| own.as_str() == Some(name)))
    }

    /// True if it names a machine that is to be looked into, or leaves its content to one.
    pub(super) fn is_by_reference(&self) -> bool {
        self.meant.is_some() || self.machine.is_some()
    }
}

/// The transitions that an operation declares.
pub(super) fn declared<'s>(cx: &'s Cx<'_>, operation: &OperationView<'s>) -> Vec<Declared<'s>> {
    let id = operation.operation.id.as_deref().unwrap_or_default();
    let of = |node: Node<'s>| {
        let command = node.get_str("command").unwrap_or(id);
        let machine = match node.get_str("machine") {
            Some(name) => cx.scene.machines.iter().find(|machine| machine.name == name),
            None => cx.scene.machines.iter().find(|machine| machine.transition(command).is_some()),
        };
        Declared { node, command, machine, meant: None }
    };
    let mut all: Vec<Declared<'s>> = operation.transitions().into_iter().map(of).collect();
    pair(&mut all);
    all
}

/// A command may have several transitions in a machine, one for each outcome or source; each is meant once.
fn pair(all: &mut [Declared<'_>]) {
    let mut taken = Vec::new();
    let closeness: [fn(Node<'_>, &Transition<'_>) -> bool; 3] =
        [|own, meant| same_to(own, meant) && same_from(own, meant), same_to, |_, _| true];
    for is_close in closeness {
        for own in all.iter_mut().filter(|own| own.meant.is_none()) {
            let mut free = commands(own.machine, own.command);
            free.retain(|meant| !taken.contains(&meant.node));
            own.meant = free.into_iter().find(|meant| is_close(own.node, meant));
            taken.extend(own.meant.map(|meant| meant.node));
        }
    }
}

/// The transitions of a command in a machine.
pub(super) fn commands<'s>(machine: Option<&'s Machine<'s>>, command: &str) -> Vec<&'s Transition<'s>> {
    let all = machine.into_iter().flat_map(|machine| &machine.transitions);
    all.filter(|transition| transition.command == command).collect()
}

fn same_to(own: Node<'_>, meant: &Transition<'_>) -> bool {
    own.get_str("to") == meant.to.and_then(Node::as_str)
}

fn same_from(own: Node<'_>, meant: &Transition<'_>) -> bool {
    let from: Vec<Node<'_>> = own.get("from").into_iter().flat_map(one_or_many).collect();
    names(&from) == names(&meant.from)
}

/// A list, or the one that stands in its place.
pub(super) fn one_or_many(node: Node<'_>) -> Vec<Node<'_>> {
    if node.is_array() { node.items().collect() } else { vec![node] }
}

/// The texts, or the names of objects, sorted.
pub(super) fn names<'s>(nodes: &[Node<'s>]) -> Vec<&'s str> {
    let mut names: Vec<&str> = nodes.iter().filter_map(|node| node.as_str().or_else(|| node.get_str("name"))).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The registered error codes with their entries; empty where no registry is kept.
pub(super) fn error_codes<'s>(cx: &'s Cx<'_>) -> FxHashMap<&'s str, Node<'s>> {
    let registries = cx.documents(Kind::ErrorCodes);
    registries.flat_map(|(_, node, _)| node.get("codes").into_iter().flat_map(Node::members)).collect()
}

/// The types of all events that transitions emit, those of machines and those that operations declare themselves.
pub(super) fn emitted<'s>(cx: &'s Cx<'_>) -> FxHashSet<&'s str> {
    let of_machines =
        cx.scene.machines.iter().flat_map(|machine| &machine.transitions).flat_map(|own| own.emits.clone());
    let all = cx.scene.contracts.iter().flat_map(|contract| &contract.contract.operations);
    let declared = all.filter_map(|operation| cx.node(operation.at).get("x-state-transition")).flat_map(one_or_many);
    let of_operations = declared.filter_map(|own| own.get("emits")).flat_map(one_or_many);
    of_machines.chain(of_operations).filter_map(Node::as_str).collect()
}

/// True for an event that no AsyncAPI document describes, where there is one.
pub(super) fn is_lost_event(cx: &Cx<'_>, name: &str) -> bool {
    cx.message(name).is_none() && cx.messages().next().is_some()
}

/// True for a client's command that changes the state and that nobody hears of. What the platform does by itself may be a
/// consequence that another event has announced.
pub(super) fn is_silent(transition: &Transition<'_>) -> bool {
    let to = transition.to.and_then(Node::as_str);
    let is_asked_for = transition.node.get_str("trigger").is_none_or(|trigger| trigger == "command");
    let is_change = transition.from.is_empty() || transition.from.iter().any(|from| from.as_str() != to);
    transition.emits.is_empty() && is_asked_for && is_change
}
