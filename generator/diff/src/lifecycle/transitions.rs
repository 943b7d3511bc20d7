//! The transitions of a machine, by command.

use super::Machine;
use super::machines::{Entry, entries};
use crate::brief::cut;
use crate::envelope::{Both, Pass, pair, strings};
use crate::{Fact, Kind};
use stipula_source::Node;

/// The members that are compared apart.
const KNOWN: [&str; 14] = [
    "audit",
    "command",
    "description",
    "emits",
    "evidence",
    "externalDocs",
    "failures",
    "from",
    "guards",
    "idempotency",
    "permission",
    "summary",
    "to",
    "trigger",
];

impl Machine<'_, '_, '_> {
    pub(super) fn transitions(&mut self, machine: Both) {
        let sources = self.noted.sources();
        let holder = machine.member(sources, "transitions");
        let (old, new) = machine.values(sources, "transitions");
        let command = |it: &Node<'_>| it.get_str("command").map(str::to_owned);
        let target = |it: &Node<'_>| Some(format!("{} {}", it.get_str("command")?, it.get_str("to")?));
        let (old, new) = (old.into_iter().flat_map(Node::items), new.into_iter().flat_map(Node::items));
        let passes = &[Pass::Lone(&command), Pass::Each(&target), Pass::Each(&command)];
        let paired = pair(&old.collect::<Vec<_>>(), &new.collect::<Vec<_>>(), passes);
        for it in paired.old {
            let at = Both::new(holder.old.sibling(it), holder.new);
            self.transition_left(Kind::TransitionRemoved, at, it);
        }
        for it in paired.new {
            let at = Both::new(holder.old, holder.new.sibling(it));
            self.transition_left(Kind::TransitionAdded, at, it);
        }
        for (before, after) in paired.both {
            self.transition(Both::new(holder.old.sibling(before), holder.new.sibling(after)));
        }
    }

    fn transition_left(&mut self, kind: Kind, at: Both, it: Node<'_>) {
        let fact = Fact::at(kind, &self.about, at);
        self.noted.fact(fact.named(it.get_str("command").unwrap_or_default()));
    }

    fn transition(&mut self, at: Both) {
        let about = self.about.clone();
        self.noted.annotations(&about, at);
        self.noted.names(&about, at, "from", (Kind::TransitionSourceRemoved, Kind::TransitionSourceAdded));
        self.noted.names(&about, at, "evidence", (Kind::EvidenceRemoved, Kind::EvidenceAdded));
        self.noted.names(&about, at, "emits", (Kind::TransitionEventRemoved, Kind::TransitionEventAdded));
        self.noted.names(&about, at, "failures", (Kind::TransitionFailureRemoved, Kind::TransitionFailureAdded));
        for (key, kind) in [
            ("to", Kind::TransitionTargetChanged),
            ("trigger", Kind::TransitionTriggerChanged),
            ("permission", Kind::TransitionPermissionChanged),
            ("audit", Kind::TransitionAuditChanged),
        ] {
            self.noted.member(kind, &about, at, key);
        }
        self.guards(at);
        self.idempotency(at);
        self.others(at, &KNOWN);
    }

    /// Guards by name; they are asked in order, so the order counts.
    fn guards(&mut self, transition: Both) {
        let sources = self.noted.sources();
        let holder = transition.member(sources, "guards");
        let (old, new) = transition.values(sources, "guards");
        let (old, new) = (old.map(entries).unwrap_or_default(), new.map(entries).unwrap_or_default());
        let paired = pair(&old, &new, &[Pass::Each(&|it: &Entry<'_>| Some(it.name.to_owned()))]);
        for it in paired.old {
            let at = Both::new(holder.old.sibling(it.node), holder.new);
            self.noted.fact(Fact::at(Kind::GuardRemoved, &self.about, at).named(it.name));
        }
        for it in paired.new {
            let at = Both::new(holder.old, holder.new.sibling(it.node));
            self.noted.fact(Fact::at(Kind::GuardAdded, &self.about, at).named(it.name));
        }
        if !paired.both.is_sorted_by_key(|(before, _)| before.position) {
            let fact = Fact::at(Kind::GuardOrderChanged, &self.about, holder);
            let names = |guards: &[Entry<'_>]| guards.iter().map(|it| it.name).collect::<Vec<_>>().join(", ");
            self.noted.fact(fact.values(Some(cut(&names(&old))), Some(cut(&names(&new)))));
        }
        for (before, after) in paired.both {
            self.guard(Both::new(holder.old.sibling(before.node), holder.new.sibling(after.node)));
        }
    }

    /// A guard that is asked as before; with another failure the transition is refused with another code.
    fn guard(&mut self, at: Both) {
        let about = self.about.clone();
        self.noted.annotations(&about, at);
        let (old, new) = at.values(self.noted.sources(), "failure");
        if strings(old) != strings(new) {
            let place = at.member(self.noted.sources(), "failure");
            let kind = if new.is_some() { Kind::TransitionFailureAdded } else { Kind::TransitionFailureRemoved };
            let code = new.or(old).and_then(Node::as_str).unwrap_or_default();
            self.noted.fact(Fact::at(kind, &about, place).named(code).nodes(old, new));
        }
        self.others(at, &["name", "title", "summary", "description", "externalDocs", "failure"]);
    }

    fn idempotency(&mut self, transition: Both) {
        let sources = self.noted.sources();
        let (old, new) = transition.values(sources, "idempotency");
        let scope = |node: Option<Node<'_>>| {
            let mut scope: Vec<String> =
                strings(node.and_then(|node| node.get("scope"))).into_iter().map(str::to_owned).collect();
            scope.sort_unstable();
            scope
        };
        let rest = |node: Option<Node<'_>>| {
            let mut value = node.map(Node::to_json);
            if let Some(object) = value.as_mut().and_then(serde_json::Value::as_object_mut) {
                object.remove("scope");
            }
            value
        };
        if scope(old) != scope(new) || rest(old) != rest(new) {
            let place = transition.member(sources, "idempotency");
            let fact = Fact::at(Kind::TransitionIdempotencyChanged, &self.about, place);
            self.noted.fact(fact.named("idempotency").nodes(old, new));
        }
    }
}
