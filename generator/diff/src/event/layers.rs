//! A message or an operation with its traits: its own members come before those of its traits (AsyncAPI 3.0 §Traits Merge
//! Mechanism), so that a member that was factored out is found where it went.

use super::Events;
use crate::envelope::{Both, equal, follow};
use crate::{About, Fact, Kind, Version};
use stipula_model::NodeRef;
use stipula_source::{Node, Sources};

/// The thing itself and its traits, on both sides.
pub(super) struct Layers {
    pub(super) old: Vec<NodeRef>,
    pub(super) new: Vec<NodeRef>,
}

/// A member of a thing with traits: its value on each side, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Found<'a> {
    pub(super) at: Both,
    pub(super) old: Option<Node<'a>>,
    pub(super) new: Option<Node<'a>>,
}

impl Found<'_> {
    pub(super) fn differs(&self) -> bool {
        match (self.old, self.new) {
            (Some(old), Some(new)) => !equal(old, new),
            (old, new) => old.is_some() || new.is_some(),
        }
    }
}

impl Layers {
    pub(super) fn of(old: Version<'_>, new: Version<'_>, at: Both) -> Self {
        Self { old: with_traits(old, at.old), new: with_traits(new, at.new) }
    }

    pub(super) fn own(&self) -> Both {
        Both::new(self.old[0], self.new[0])
    }

    /// A member, from the first layer that has it.
    pub(super) fn find<'a>(&self, sources: &'a Sources, key: &str) -> Found<'a> {
        let find = |layers: &[NodeRef]| layers.iter().find_map(|at| Some(at.sibling(at.get(sources).get(key)?)));
        let (old, new) = (find(&self.old), find(&self.new));
        let own = self.own();
        Found {
            at: Both::new(old.unwrap_or(own.old), new.unwrap_or(own.new)),
            old: old.map(|at| at.get(sources)),
            new: new.map(|at| at.get(sources)),
        }
    }

    /// The keys of either side but `traits`.
    fn keys<'a>(&self, sources: &'a Sources) -> Vec<&'a str> {
        let members = self.old.iter().chain(&self.new).flat_map(|at| at.get(sources).members());
        let mut keys: Vec<&str> = members.map(|(key, _)| key).filter(|key| *key != "traits").collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

fn with_traits(version: Version<'_>, at: NodeRef) -> Vec<NodeRef> {
    let traits = at.get(version.sources).get("traits").into_iter().flat_map(Node::items);
    std::iter::once(at).chain(traits.map(|item| follow(version, at.sibling(item)))).collect()
}

impl Events<'_, '_> {
    /// Notes that a member is another value, under its own name.
    pub(super) fn layered(&mut self, kind: Kind, about: &About, layers: &Layers, key: &str) {
        let found = layers.find(self.noted.sources(), key);
        if found.differs() {
            self.noted.fact(Fact::at(kind, about, found.at).named(key).nodes(found.old, found.new));
        }
    }

    /// Texts and `x-` keys, and traits that say nothing else than was said without them.
    pub(super) fn layered_annotations(&mut self, about: &About, layers: &Layers) {
        for key in ["title", "summary", "description", "externalDocs"] {
            self.layered(Kind::DescriptionChanged, about, layers, key);
        }
        self.noted.extensions(about, &layers.old, &layers.new);
        if self.have_other_traits(layers) && self.say_the_same(layers) {
            let place = layers.own().member(self.noted.sources(), "traits");
            self.noted.fact(Fact::at(Kind::TraitsChanged, about, place));
        }
    }

    fn have_other_traits(&mut self, layers: &Layers) -> bool {
        let (old, new) = (&layers.old[1..], &layers.new[1..]);
        old.len() != new.len() || old.iter().zip(new).any(|(old, new)| !self.noted.same(Both::new(*old, *new)))
    }

    fn say_the_same(&mut self, layers: &Layers) -> bool {
        let sources = self.noted.sources();
        layers.keys(sources).into_iter().all(|key| {
            let found = layers.find(sources, key);
            found.old.is_some() == found.new.is_some() && self.noted.same(found.at)
        })
    }
}
