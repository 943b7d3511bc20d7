//! What the comparison of one pair needs: both schemas, and a place for facts and for pairs of parts.

use super::graph::Edge;
use super::side::Side;
use crate::brief::brief;
use crate::compare::Comparer;
use crate::equality::Sameness;
use crate::{About, Edit, Fact, Kind, Step, Version};
use stipula_model::{Kw, NodeRef, SchemaId};
use stipula_source::Node;

/// One pair of schemas that is compared.
pub(crate) struct Context<'c, 'a> {
    /// The whole comparison.
    pub(crate) comparer: &'c mut Comparer<'a>,
    /// The number of the pair.
    pub(crate) pair: usize,
    /// The old schema.
    pub(crate) old: Side<'a>,
    /// The new schema.
    pub(crate) new: Side<'a>,
    /// Keywords that were compared elsewhere.
    pub(crate) skip: Vec<Kw>,
}

/// What one keyword or member became.
#[derive(Default)]
pub(crate) struct Was {
    /// Its name.
    pub(crate) name: Option<String>,
    /// The old value in a line.
    pub(crate) before: Option<String>,
    /// The new value in a line.
    pub(crate) after: Option<String>,
}

impl Was {
    /// Something without a name.
    pub(crate) fn values(before: Option<Node<'_>>, after: Option<Node<'_>>) -> Self {
        Self { name: None, before: before.map(brief), after: after.map(brief) }
    }

    /// Something with a name.
    pub(crate) fn named(name: &str, before: Option<Node<'_>>, after: Option<Node<'_>>) -> Self {
        Self { name: Some(name.to_owned()), ..Self::values(before, after) }
    }
}

/// How what a part accepts bears on what the whole accepts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bearing {
    /// More for the part is more for the whole, or the same.
    Monotone,
    /// More for the part can be less for the whole.
    Any,
}

impl<'a> Context<'_, 'a> {
    /// Notes a fact about this pair.
    pub(crate) fn note(&mut self, kind: Kind, edit: Edit, places: (NodeRef, NodeRef), was: Was) {
        let Was { name, before, after } = was;
        let about = About::Schema(self.pair, edit);
        self.comparer.fact(Fact { kind, about, old: places.0, new: places.1, name, before, after, also: Vec::new() });
    }

    /// Notes that keywords changed, which are taken over together; the fact points at the first.
    pub(crate) fn note_keywords(&mut self, kind: Kind, keywords: &[Kw]) {
        let shown = |side: &Side<'a>| keywords.iter().copied().find(|kw| side.has(*kw)).unwrap_or(keywords[0]);
        let (old, new) = (shown(&self.old), shown(&self.new));
        let was = Was::values(self.old.value(old), self.new.value(new));
        let places = (self.old.place(old), self.new.place(new));
        self.note(kind, Edit::Keywords(keywords.to_vec()), places, was);
    }

    /// The old or the new schema, with its version.
    pub(crate) fn side(&self, old: bool) -> (Version<'a>, &Side<'a>) {
        if old { (self.comparer.old, &self.old) } else { (self.comparer.new, &self.new) }
    }

    /// Where a keyword stands on both sides.
    pub(crate) fn places(&self, kw: Kw) -> (NodeRef, NodeRef) {
        (self.old.place(kw), self.new.place(kw))
    }

    /// The schema node of the old version.
    pub(crate) fn old_node(&self, id: SchemaId) -> NodeRef {
        self.comparer.old.model.schemas.get(id).at
    }

    /// The schema node of the new version.
    pub(crate) fn new_node(&self, id: SchemaId) -> NodeRef {
        self.comparer.new.model.schemas.get(id).at
    }

    /// How two schemas compare, references followed.
    pub(crate) fn sameness(&mut self, old: SchemaId, new: SchemaId) -> Sameness {
        let (old, new) = (self.old_node(old), self.new_node(new));
        self.comparer.equality.compare(old, new)
    }

    /// True if nothing differs between two schemas but the names of what they refer to.
    pub(crate) fn same(&mut self, old: SchemaId, new: SchemaId) -> bool {
        self.sameness(old, new) < Sameness::Different
    }

    /// True if a keyword has equal values on both sides, or is on neither.
    pub(crate) fn same_value(&mut self, kw: Kw) -> bool {
        match (self.old.value(kw), self.new.value(kw)) {
            (None, None) => true,
            (Some(old), Some(new)) => {
                self.comparer.equality.same_data(self.old.at.sibling(old), self.new.at.sibling(new))
            }
            _ => false,
        }
    }

    /// True if a keyword that two schemas have means the same, references followed.
    pub(crate) fn same_keyword(&mut self, old: &Side<'_>, new: &Side<'_>, kw: Kw) -> bool {
        if let (Some(old), Some(new)) = (old.target(kw), new.target(kw)) {
            return self.same(old, new);
        }
        match (old.value(kw), new.value(kw)) {
            (Some(a), Some(b)) => {
                self.comparer.equality.compare(old.at.sibling(a), new.at.sibling(b)) < Sameness::Different
            }
            _ => false,
        }
    }

    /// Has two parts compared, if they differ.
    pub(crate) fn descend(&mut self, old: SchemaId, new: SchemaId, step: Option<Step>, bearing: Bearing) {
        self.descend_but(old, new, step, bearing, &[]);
    }

    /// The same but for keywords that were compared here.
    pub(crate) fn descend_but(
        &mut self,
        old: SchemaId,
        new: SchemaId,
        step: Option<Step>,
        bearing: Bearing,
        skip: &[Kw],
    ) {
        if self.sameness(old, new) == Sameness::Same {
            return;
        }
        let most = self.comparer.most_pairs();
        let edge = Edge { parent: self.pair, step, is_monotone: bearing == Bearing::Monotone };
        match self.comparer.graph.pair(old, new, skip, most) {
            Some(pair) => self.comparer.graph.lead(pair, edge),
            // Too many pairs: the whole is judged at once.
            None => {
                let places = (self.old_node(old), self.new_node(new));
                self.note(Kind::CompositionChanged, Edit::Whole, places, Was::default());
            }
        }
    }

    /// How a part that stands beside others for the same value bears on the whole: `unevaluated…` looks at which of
    /// them hold.
    pub(crate) fn in_place(&self) -> Bearing {
        let looks = |side: &Side<'a>| side.has(Kw::UnevaluatedItems) || side.has(Kw::UnevaluatedProperties);
        if looks(&self.old) || looks(&self.new) { Bearing::Any } else { Bearing::Monotone }
    }
}
