//! What no schema says: the `x-` vocabulary. The schema is equal and the meaning is not (API and event design §17.2).

mod idempotency;
mod semantics;
mod sets;
mod value;
mod vocabulary;

use crate::compare::Comparer;
use crate::envelope::Both;
use crate::{About, Fact, Kind};
use rustc_hash::FxHashSet;
use stipula_model::NodeRef;
use stipula_source::{Node, Sources};
use vocabulary::Rule;

/// Compares the `x-` keys of two objects that correspond.
pub(crate) fn compare_extensions(comparer: &mut Comparer<'_>, old: NodeRef, new: NodeRef, about: &About) {
    for fact in extensions(comparer.sources(), &[old], &[new], about) {
        comparer.fact(fact);
    }
}

/// What the `x-` keys of a thing say otherwise. A thing that shares parts with others, as a message does by its traits,
/// is several objects on each side, and the first that has a key decides.
pub(crate) fn extensions(sources: &Sources, old: &[NodeRef], new: &[NodeRef], about: &About) -> Vec<Fact> {
    let mut facts = Vec::new();
    let is_open = |layers: &[NodeRef]| {
        let found = sets::ENUM_POLICY.iter().filter_map(|key| lookup(sources, layers, key));
        found.into_iter().any(|at| sets::is_open(at.get(sources)))
    };
    let open = (is_open(old), is_open(new));
    for key in keys(sources, old, new) {
        let (before, after) = (lookup(sources, old, key), lookup(sources, new, key));
        let (old_at, new_at) = (before.or(old.first().copied()), after.or(new.first().copied()));
        let (Some(old_at), Some(new_at)) = (old_at, new_at) else { continue };
        let member = Member {
            key,
            about,
            at: Both::new(old_at, new_at),
            old: before.map(|at| at.get(sources)),
            new: after.map(|at| at.get(sources)),
            open,
        };
        if !value::same_meaning(key, member.old, member.new) {
            member.judge(&mut facts);
        }
    }
    facts
}

/// The keys of either side, each once.
fn keys<'s>(sources: &'s Sources, old: &[NodeRef], new: &[NodeRef]) -> Vec<&'s str> {
    let objects = old.iter().chain(new).map(|at| at.get(sources));
    let mut seen = FxHashSet::default();
    let keys = objects.flat_map(Node::members).map(|(key, _)| key).filter(|key| key.starts_with("x-"));
    keys.filter(|key| seen.insert(*key)).collect()
}

fn lookup(sources: &Sources, layers: &[NodeRef], key: &str) -> Option<NodeRef> {
    layers.iter().find_map(|at| Some(at.sibling(at.get(sources).get(key)?)))
}

/// An `x-` key whose value is another, or is there on one side only.
struct Member<'m> {
    key: &'m str,
    about: &'m About,
    /// The values, or the object where there is none.
    at: Both,
    old: Option<Node<'m>>,
    new: Option<Node<'m>>,
    /// Whether the values of the enum are open.
    open: (bool, bool),
}

impl<'m> Member<'m> {
    fn judge(&self, facts: &mut Vec<Fact>) {
        match vocabulary::rule(self.key) {
            Rule::Plain(kind) => facts.push(self.fact(kind)),
            Rule::Audience => sets::audience(self, facts),
            Rule::Sensitivity => facts.push(self.fact(sets::sensitivity(self.old, self.new))),
            Rule::EnumPolicy => sets::enum_policy(self, facts),
            Rule::ErrorCodes => sets::error_codes(self, facts),
            Rule::Idempotency => idempotency::judge(self, facts),
            Rule::Semantics => semantics::judge(self, facts),
        }
    }

    /// The fact about the key as a whole.
    fn fact(&self, kind: Kind) -> Fact {
        Fact::at(kind, self.about, self.at).named(self.key).nodes(self.old, self.new)
    }

    /// The fact about a member of its value, which is an object on both sides.
    fn inner(&self, kind: Kind, name: &str) -> Fact {
        let of = |node: Option<Node<'m>>| node.and_then(|node| node.get(name));
        let (old, new) = (of(self.old), of(self.new));
        let at = Both {
            old: old.map_or(self.at.old, |node| self.at.old.sibling(node)),
            new: new.map_or(self.at.new, |node| self.at.new.sibling(node)),
        };
        Fact::at(kind, self.about, at).named(name).nodes(old, new)
    }

    /// The members of its value that differ, in order; `None` unless it is an object on both sides.
    fn differing(&self) -> Option<Vec<&'m str>> {
        let (old, new) = (self.old.filter(|node| node.is_object())?, self.new.filter(|node| node.is_object())?);
        let mut names: Vec<&str> = old.members().map(|(name, _)| name).collect();
        names.extend(new.members().map(|(name, _)| name).filter(|name| old.get(name).is_none()));
        names.retain(|name| !value::same_meaning(name, old.get(name), new.get(name)));
        Some(names)
    }
}
