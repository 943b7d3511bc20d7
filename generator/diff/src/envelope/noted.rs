//! Facts on their way: one for each edit, whatever shares what was edited.

use super::{Both, is_true, strings};
use crate::brief::brief;
use crate::compare::Comparer;
use crate::{About, Fact, Flow, Kind, Payload, Version, meaning};
use rustc_hash::{FxHashMap, FxHashSet};
use stipula_model::NodeRef;
use stipula_source::{Node, Sources};

/// Collects facts. A fact that is seen again, because its place is shared, only adds whom it reaches.
pub(crate) struct Noted<'c, 'a> {
    comparer: &'c mut Comparer<'a>,
    facts: Vec<Fact>,
    known: FxHashMap<Edit, usize>,
    /// Whom a fact reaches, so that nobody is named twice.
    reached: FxHashSet<(usize, String)>,
    /// What the facts that are noted now reach beside what they are about.
    behalf: Option<String>,
}

/// What makes two facts one.
type Edit = (Kind, NodeRef, NodeRef, Option<String>);

/// The members that explain and promise nothing.
const TEXTS: [&str; 4] = ["title", "summary", "description", "externalDocs"];

impl<'c, 'a> Noted<'c, 'a> {
    pub(crate) fn new(comparer: &'c mut Comparer<'a>) -> Self {
        Self { comparer, facts: Vec::new(), known: FxHashMap::default(), reached: FxHashSet::default(), behalf: None }
    }

    /// Hands over what was noted.
    pub(crate) fn finish(self) {
        for fact in self.facts {
            self.comparer.fact(fact);
        }
    }

    pub(crate) fn sources(&self) -> &'a Sources {
        self.comparer.sources()
    }

    pub(crate) fn node(&self, at: NodeRef) -> Node<'a> {
        self.comparer.node(at)
    }

    pub(crate) fn old(&self) -> Version<'a> {
        self.comparer.old
    }

    pub(crate) fn new_version(&self) -> Version<'a> {
        self.comparer.new
    }

    /// True if nothing below two values differs, references followed.
    pub(crate) fn same(&mut self, both: Both) -> bool {
        self.comparer.same(both.old, both.new)
    }

    pub(crate) fn payload(&mut self, payload: Payload) {
        self.comparer.payload(payload);
    }

    /// Until the next call, facts reach this too.
    pub(crate) fn on_behalf_of(&mut self, other: Option<String>) {
        self.behalf = other;
    }

    pub(crate) fn fact(&mut self, mut fact: Fact) {
        fact.also.extend(self.behalf.clone());
        let edit = (fact.kind, fact.old, fact.new, fact.name.clone());
        match self.known.get(&edit) {
            None => {
                self.known.insert(edit, self.facts.len());
                self.reached.extend(fact.also.iter().map(|name| (self.facts.len(), name.clone())));
                self.facts.push(fact);
            }
            Some(at) => self.again(*at, fact),
        }
    }

    /// An edit that was noted before reaches somebody else too.
    fn again(&mut self, at: usize, fact: Fact) {
        let known = &mut self.facts[at];
        let subject = fact.about.subject().filter(|it| known.about.subject() != Some(it)).map(str::to_owned);
        for name in subject.into_iter().chain(fact.also) {
            if self.reached.insert((at, name.clone())) {
                known.also.push(name);
            }
        }
        known.about.share(&fact.about);
    }

    /// Notes that a member is another value, under its own name.
    pub(crate) fn member(&mut self, kind: Kind, about: &About, both: Both, key: &str) {
        let sources = self.sources();
        if both.differ(sources, key) {
            let (old, new) = both.values(sources, key);
            let fact = Fact::at(kind, about, both.member(sources, key)).named(key);
            self.fact(fact.values(old.map(brief), new.map(brief)));
        }
    }

    /// Notes other titles, summaries, descriptions and links to documentation.
    pub(crate) fn texts(&mut self, about: &About, both: Both) {
        for key in TEXTS {
            self.member(Kind::DescriptionChanged, about, both, key);
        }
    }

    /// Notes other examples.
    pub(crate) fn examples(&mut self, about: &About, both: Both) {
        for key in ["example", "examples"] {
            self.member(Kind::ExamplesChanged, about, both, key);
        }
    }

    /// Notes what the `x-` keys say otherwise. A thing whose parts lie in several objects has several; the first wins.
    pub(crate) fn extensions(&mut self, about: &About, old: &[NodeRef], new: &[NodeRef]) {
        for fact in meaning::extensions(self.sources(), old, new, about) {
            self.fact(fact);
        }
    }

    /// Texts and `x-` keys: what every object may have.
    pub(crate) fn annotations(&mut self, about: &About, both: Both) {
        self.texts(about, both);
        self.extensions(about, &[both.old], &[both.new]);
    }

    /// Notes that `deprecated` was set, or taken back where there is a kind for that.
    pub(crate) fn deprecation(
        &mut self,
        about: &About,
        both: Both,
        (set, unset): (Kind, Option<Kind>),
        name: Option<&str>,
    ) {
        let sources = self.sources();
        let (was, is) = (is_true(both.old.get(sources), "deprecated"), is_true(both.new.get(sources), "deprecated"));
        let kind = match (was, is) {
            (false, true) => set,
            (true, false) => match unset {
                Some(kind) => kind,
                None => return,
            },
            _ => return,
        };
        let fact = Fact::at(kind, about, both.member(sources, "deprecated"));
        self.fact(Fact { name: name.map(str::to_owned), ..fact });
    }
}

impl Fact {
    /// A fact about two places.
    pub(crate) fn at(kind: Kind, about: &About, both: Both) -> Fact {
        let about = about.clone();
        Fact { kind, about, old: both.old, new: both.new, name: None, before: None, after: None, also: Vec::new() }
    }

    /// With the name of what was changed.
    pub(crate) fn named(mut self, name: impl Into<String>) -> Fact {
        self.name = Some(name.into());
        self
    }

    /// With the value before and after.
    pub(crate) fn values(mut self, before: Option<String>, after: Option<String>) -> Fact {
        self.before = before;
        self.after = after;
        self
    }

    /// With two values that are in the contracts.
    pub(crate) fn nodes(self, before: Option<Node<'_>>, after: Option<Node<'_>>) -> Fact {
        self.values(before.map(brief), after.map(brief))
    }
}

impl About {
    /// The operation, channel or message.
    fn subject(&self) -> Option<&str> {
        match self {
            About::Operation { operation, .. } => Some(operation),
            About::Event { subject, .. } => Some(subject),
            About::Schema(..) | About::Contract { .. } | About::Document(_) => None,
        }
    }

    /// What flows in both directions must hold in both, as what is kept.
    fn share(&mut self, other: &About) {
        match (self, other) {
            (About::Operation { flow: Some(own), .. }, About::Operation { flow: Some(other), .. })
            | (About::Event { flow: own, .. }, About::Event { flow: other, .. })
                if own != other =>
            {
                *own = Flow::Kept;
            }
            _ => {}
        }
    }
}

/// Notes, for a list of names without order, what is gone and what has come.
impl Noted<'_, '_> {
    pub(crate) fn names(&mut self, about: &About, both: Both, key: &str, (removed, added): (Kind, Kind)) {
        let sources = self.sources();
        let (old, new) = both.values(sources, key);
        let place = both.member(sources, key);
        for (node, other, kind) in [(old, new, removed), (new, old, added)] {
            let kept: FxHashSet<&str> = strings(other).into_iter().collect();
            for item in node.into_iter().flat_map(one_or_items) {
                let Some(name) = item.as_str().filter(|name| !kept.contains(name)) else { continue };
                let at = if kind == removed {
                    Both::new(place.old.sibling(item), place.new)
                } else {
                    Both::new(place.old, place.new.sibling(item))
                };
                self.fact(Fact::at(kind, about, at).named(name));
            }
        }
    }
}

fn one_or_items(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    node.as_str().map(|_| node).into_iter().chain(node.items())
}
