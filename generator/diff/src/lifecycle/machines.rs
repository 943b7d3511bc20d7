//! State machines as a whole, by name.

use super::Machine;
use crate::envelope::{Both, Noted, Pass, pair};
use crate::{About, Fact, Kind, Version};
use stipula_model::{Kind as Document, NodeRef};
use stipula_source::Node;

/// The members that are compared apart, and the name, by which machines are paired.
const KNOWN: [&str; 8] =
    ["stateMachine", "name", "title", "description", "initial", "states", "transitions", "externalDocs"];

#[derive(Clone, Copy)]
struct Found<'a> {
    at: NodeRef,
    name: &'a str,
}

/// Pairs the machines and compares each pair.
pub(super) fn compare(noted: &mut Noted<'_, '_>) {
    let (old, new) = (noted.old(), noted.new_version());
    let name = |it: &Found<'_>| Some(it.name.to_owned());
    let paired = pair(&machines(old), &machines(new), &[Pass::Each(&name)]);
    for it in &paired.old {
        lone(noted, Kind::MachineRemoved, old, *it);
    }
    for it in &paired.new {
        lone(noted, Kind::MachineAdded, new, *it);
    }
    for (before, after) in paired.both {
        let about = About::Document(new.roots.path_of(new.sources, after.at.file));
        Machine { noted, about }.compare(Both::new(before.at, after.at));
    }
}

fn machines(version: Version<'_>) -> Vec<Found<'_>> {
    let found = version.model.documents_of(Document::StateMachine);
    let named = |at: NodeRef| Found { at, name: at.get(version.sources).get_str("name").unwrap_or_default() };
    found.map(named).collect()
}

/// A machine that only one version has stands at the same place on both sides.
fn lone(noted: &mut Noted<'_, '_>, kind: Kind, version: Version<'_>, it: Found<'_>) {
    let about = About::Document(version.roots.path_of(version.sources, it.at.file));
    noted.fact(Fact::at(kind, &about, Both::new(it.at, it.at)).named(it.name));
}

impl Machine<'_, '_, '_> {
    fn compare(&mut self, at: Both) {
        self.moved(at);
        self.noted.annotations(&self.about, at);
        self.noted.member(Kind::InitialStateChanged, &self.about, at, "initial");
        self.states(at);
        self.transitions(at);
        self.others(at, &KNOWN);
    }

    /// The file lies elsewhere.
    fn moved(&mut self, at: Both) {
        let (old, new) = (self.noted.old(), self.noted.new_version());
        let before = old.roots.path_of(old.sources, at.old.file);
        let after = new.roots.path_of(new.sources, at.new.file);
        if before != after {
            let fact = Fact::at(Kind::ContractRenamed, &self.about, at).named(&after);
            self.noted.fact(fact.values(Some(before), Some(after)));
        }
    }

    /// What else a machine or a transition says, such as how its state is derived: it means something else now.
    pub(super) fn others(&mut self, at: Both, known: &[&str]) {
        let sources = self.noted.sources();
        let members = [at.old, at.new].into_iter().flat_map(|at| at.get(sources).members());
        let mut keys: Vec<&str> = members.map(|(key, _)| key).filter(|key| !key.starts_with("x-")).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys.into_iter().filter(|key| !known.contains(key)) {
            self.noted.member(Kind::SemanticsChanged, &self.about, at, key);
        }
    }
}

/// A state or a guard.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) name: &'a str,
    pub(super) node: Node<'a>,
    pub(super) position: usize,
}

/// The members of an object, or the names of a list.
pub(super) fn entries(node: Node<'_>) -> Vec<Entry<'_>> {
    let named = node.items().filter_map(|item| Some((item.as_str().or_else(|| item.get_str("name"))?, item)));
    let all = node.members().chain(named).enumerate();
    all.map(|(position, (name, node))| Entry { name, node, position }).collect()
}
