//! The members of `allOf`, `anyOf` and `oneOf`, and which of the old ones is which of the new ones.

use super::context::Context;
use super::references::is_named_alike;
use super::shape;
use super::side::Side;
use crate::Version;
use stipula_model::{Kw, NodeRef, SchemaId};

/// A schema that another one is composed of.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    /// The schema, or what it refers to if it is a reference and nothing else.
    pub(crate) id: SchemaId,
    /// The value of the reference.
    pub(crate) reference: Option<NodeRef>,
    /// The schema as it stands there.
    pub(crate) raw: SchemaId,
    /// The keyword it is a part by.
    pub(crate) via: Kw,
}

impl Member {
    /// The members of a list.
    pub(crate) fn list(version: Version<'_>, side: &Side<'_>, kw: Kw) -> Vec<Member> {
        side.list(kw).iter().map(|id| Self::of(version, *id, kw)).collect()
    }

    fn of(version: Version<'_>, raw: SchemaId, via: Kw) -> Member {
        let side = Side::of(version, raw);
        let is_bare = side.assertions().next().is_none() && side.annotations().is_empty() && !side.has(Kw::AllOf);
        match side.target(Kw::Ref) {
            Some(target) if is_bare && !side.has(Kw::DynamicRef) => {
                Member { id: target, reference: side.value(Kw::Ref).map(|value| side.at.sibling(value)), raw, via }
            }
            _ => Member { id: raw, reference: None, raw, via },
        }
    }

    /// All that must hold beside a schema's own keywords: its references and the members of `allOf`.
    pub(crate) fn parts(version: Version<'_>, side: &Side<'_>) -> Vec<Member> {
        let references = [Kw::Ref, Kw::DynamicRef].into_iter().filter_map(|kw| {
            let reference = side.value(kw).map(|value| side.at.sibling(value));
            Some(Member { id: side.target(kw)?, reference, raw: side.id, via: kw })
        });
        references.chain(Self::list(version, side, Kw::AllOf)).collect()
    }

    /// The only thing that a schema asserts, if it is another schema.
    pub(crate) fn wrapped(version: Version<'_>, side: &Side<'_>) -> Option<Member> {
        if side.assertions().next().is_some() || side.has(Kw::DynamicRef) {
            return None;
        }
        let mut parts = Self::parts(version, side);
        if parts.len() == 1 { parts.pop() } else { None }
    }
}

/// Which member is which.
#[derive(Debug, Default)]
pub(crate) struct Matched {
    /// Positions of members that correspond.
    pub(crate) pairs: Vec<(usize, usize)>,
    /// Positions of old members that nothing corresponds to.
    pub(crate) removed: Vec<usize>,
    /// Positions of new members that nothing corresponds to.
    pub(crate) added: Vec<usize>,
}

/// Members are not compared by their likeness where more pairs than this would have to be looked at.
const MOST_LIKENESSES: usize = 10_000;

/// Finds out which member is which: the same, of the same name, of the same title or tag, and at last alike.
pub(crate) fn match_members(context: &mut Context<'_, '_>, old: &[Member], new: &[Member]) -> Matched {
    let mut matching = Matching::new(old.len(), new.len());
    matching.stage(|o, n| is_named_alike(context, &old[o], &new[n]) && context.same(old[o].id, new[n].id));
    matching.stage(|o, n| context.same(old[o].id, new[n].id));
    matching.stage(|o, n| is_named_alike(context, &old[o], &new[n]));
    let left = matching.left();
    if left.0 > 0 && left.1 > 0 && left.0 * left.1 <= MOST_LIKENESSES {
        let (olds, news) = (context.comparer.old, context.comparer.new);
        let old_traits: Vec<_> = old.iter().map(|member| shape::Traits::of(olds, member.id)).collect();
        let new_traits: Vec<_> = new.iter().map(|member| shape::Traits::of(news, member.id)).collect();
        matching.stage(|o, n| old_traits[o].is_marked_as(&new_traits[n]));
        let both_named = |o: usize, n: usize| old[o].reference.is_some() && new[n].reference.is_some();
        let is_last = matching.left() == (1, 1);
        matching.stage(|o, n| (is_last || !both_named(o, n)) && old_traits[o].resembles(&new_traits[n]));
    }
    matching.finish()
}

/// Positions that are still free, and what was matched.
struct Matching {
    old: Vec<bool>,
    new: Vec<bool>,
    pairs: Vec<(usize, usize)>,
}

impl Matching {
    fn new(old: usize, new: usize) -> Self {
        Self { old: vec![true; old], new: vec![true; new], pairs: Vec::new() }
    }

    fn left(&self) -> (usize, usize) {
        (self.old.iter().filter(|free| **free).count(), self.new.iter().filter(|free| **free).count())
    }

    /// Matches what is left where the test holds; the member at the same position is asked first.
    fn stage(&mut self, mut test: impl FnMut(usize, usize) -> bool) {
        for o in 0..self.old.len() {
            if !self.old[o] {
                continue;
            }
            let in_place = (o < self.new.len() && self.new[o] && test(o, o)).then_some(o);
            let found = in_place.or_else(|| (0..self.new.len()).find(|n| self.new[*n] && test(o, *n)));
            if let Some(n) = found {
                (self.old[o], self.new[n]) = (false, false);
                self.pairs.push((o, n));
            }
        }
    }

    fn finish(mut self) -> Matched {
        self.pairs.sort_unstable();
        let free = |side: &[bool]| side.iter().enumerate().filter(|(_, free)| **free).map(|(n, _)| n).collect();
        Matched { removed: free(&self.old), added: free(&self.new), pairs: self.pairs }
    }
}
