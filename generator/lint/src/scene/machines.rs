//! State machines as data (API and event design §6).

use stipula_model::{NodeRef, Roots};
use stipula_source::{Node, Sources};

/// A state machine document.
#[derive(Debug)]
pub struct Machine<'m> {
    /// Its root.
    pub at: NodeRef,
    /// The same as a value.
    pub node: Node<'m>,
    /// Its path below the main root.
    pub path: String,
    /// Its name.
    pub name: &'m str,
    /// The value of `initial`.
    pub initial: Option<Node<'m>>,
    /// Its states.
    pub states: Vec<State<'m>>,
    /// Its transitions.
    pub transitions: Vec<Transition<'m>>,
}

/// A state.
#[derive(Debug)]
pub struct State<'m> {
    /// Its name.
    pub name: &'m str,
    /// The key.
    pub key: Node<'m>,
    /// True if nothing follows.
    pub is_terminal: bool,
}

/// A transition.
#[derive(Debug)]
pub struct Transition<'m> {
    /// The object.
    pub node: Node<'m>,
    /// The command; the value it is written in is `node.get("command")`.
    pub command: &'m str,
    /// True if a client asks for it, false if the platform does it by itself.
    pub is_command: bool,
    /// The states from which it leads; none for the one that makes the entity.
    pub from: Vec<Node<'m>>,
    /// The state to which it leads.
    pub to: Option<Node<'m>>,
    /// What must hold.
    pub guards: Vec<Guard<'m>>,
    /// The types of the events that it emits.
    pub emits: Vec<Node<'m>>,
    /// The codes with which it can be refused.
    pub failures: Vec<Node<'m>>,
    /// What must be on record.
    pub evidence: Vec<Node<'m>>,
}

/// A guard.
#[derive(Debug)]
pub struct Guard<'m> {
    /// The object or name.
    pub node: Node<'m>,
    /// Its name.
    pub name: &'m str,
    /// The code with which it refuses.
    pub failure: Option<Node<'m>>,
}

impl<'m> Machine<'m> {
    pub(super) fn of(at: NodeRef, sources: &'m Sources, roots: &Roots) -> Self {
        let node = at.get(sources);
        let states = node.get("states").into_iter().flat_map(Node::entries);
        let transitions = node.get("transitions").into_iter().flat_map(Node::items);
        Machine {
            at,
            node,
            path: roots.path_of(sources, at.file),
            name: node.get_str("name").unwrap_or_default(),
            initial: node.get("initial"),
            states: states.map(State::of).collect(),
            transitions: transitions.map(Transition::of).collect(),
        }
    }

    /// The transition of a command.
    pub fn transition(&self, command: &str) -> Option<&Transition<'m>> {
        self.transitions.iter().find(|transition| transition.command == command)
    }

    /// True if it has a state of this name.
    pub fn has_state(&self, name: &str) -> bool {
        self.states.iter().any(|state| state.name == name)
    }
}

impl<'m> State<'m> {
    fn of((key, value): (Node<'m>, Node<'m>)) -> Self {
        let is_terminal = value.get("terminal").and_then(Node::as_bool) == Some(true);
        State { name: key.as_str().unwrap_or_default(), key, is_terminal }
    }
}

impl<'m> Transition<'m> {
    fn of(node: Node<'m>) -> Self {
        let list = |key: &str| -> Vec<Node<'m>> { node.get(key).into_iter().flat_map(Node::items).collect() };
        Transition {
            node,
            command: node.get_str("command").unwrap_or_default(),
            is_command: node.get_str("trigger") != Some("system"),
            from: list("from"),
            to: node.get("to"),
            guards: list("guards").into_iter().map(Guard::of).collect(),
            emits: list("emits"),
            failures: list("failures"),
            evidence: list("evidence"),
        }
    }
}

impl<'m> Guard<'m> {
    fn of(node: Node<'m>) -> Self {
        let name = node.as_str().or(node.get_str("name")).unwrap_or_default();
        Guard { node, name, failure: node.get("failure") }
    }
}
