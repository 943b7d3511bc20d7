//! Extended regular expressions, shared: equal terms are one, and small laws of the algebra are applied at once.
//!
//! The laws matter for more than speed: with those of `|` (associative, commutative, idempotent) a term has
//! finitely many derivatives.

mod bounds;

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::charset::CharSet;

/// A term of an arena.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Id(u32);

/// How many common factors in a row are taken out of a union.
const MAX_FACTORING: u32 = 32;

/// The language without a word.
pub(super) const NONE: Id = Id(0);
/// The language of the empty word only.
pub(super) const EMPTY: Id = Id(1);
/// The language of all words of one character.
pub(super) const ONE: Id = Id(2);
/// The language of all words.
pub(super) const ALL: Id = Id(3);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Term {
    Empty,
    /// One character of the set.
    Class(CharSet),
    /// A word of the first, which is not a `Cat`, then a word of the second.
    Cat(Id, Id),
    Or(Arc<[Id]>),
    And(Arc<[Id]>),
    Not(Id),
    /// At least so many and at most so many words of it.
    Repeat(Id, u32, Option<u32>),
    /// A term that is defined later and may contain itself, after at least one character.
    Loop(usize),
}

/// What is known of a term without looking into it.
#[derive(Debug, Clone, Copy)]
struct Facts {
    nullable: bool,
    /// How deep terms nest in it, chains of `Cat` apart.
    depth: u32,
}

/// An arena of terms.
#[derive(Debug, Clone)]
pub(super) struct Terms {
    items: Vec<Term>,
    facts: Vec<Facts>,
    ids: FxHashMap<Term, Id>,
    /// What each `Loop` stands for.
    loops: Vec<Id>,
    /// The work done so far, in steps.
    work: u64,
    /// How many factors deep a union is at.
    factoring: u32,
}

impl Terms {
    pub(super) fn new() -> Self {
        let (items, facts, ids) = (Vec::new(), Vec::new(), FxHashMap::default());
        let mut terms = Self { items, facts, ids, loops: Vec::new(), work: 0, factoring: 0 };
        let first =
            [Term::Class(CharSet::none()), Term::Empty, Term::Class(CharSet::any()), Term::Repeat(ONE, 0, None)];
        for term in first {
            terms.intern(term);
        }
        terms
    }

    pub(super) fn get(&self, id: Id) -> &Term {
        &self.items[id.index()]
    }

    /// Whether the empty word belongs to it.
    pub(super) fn is_nullable(&self, id: Id) -> bool {
        self.facts[id.index()].nullable
    }

    /// How deep terms nest in it, chains of concatenation apart.
    pub(super) fn depth(&self, id: Id) -> u32 {
        self.facts[id.index()].depth
    }

    /// The steps of work done in this arena so far.
    pub(super) fn work(&self) -> u64 {
        self.work
    }

    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    pub(super) fn loop_body(&self, index: usize) -> Id {
        self.loops[index]
    }

    /// The sets that occur in it.
    pub(super) fn charsets(&self) -> impl Iterator<Item = &CharSet> {
        self.items.iter().filter_map(|term| match term {
            Term::Class(set) => Some(set),
            _ => None,
        })
    }

    fn intern(&mut self, term: Term) -> Id {
        self.work += 1;
        if let Some(&id) = self.ids.get(&term) {
            return id;
        }
        let facts = self.facts_of(&term);
        let id = Id(u32::try_from(self.items.len()).expect("a budget ends before four thousand million terms"));
        self.items.push(term.clone());
        self.facts.push(facts);
        self.ids.insert(term, id);
        id
    }

    fn facts_of(&self, term: &Term) -> Facts {
        let nullable = match term {
            Term::Empty | Term::Repeat(_, 0, _) => true,
            Term::Class(_) | Term::Loop(_) => false,
            Term::Cat(first, second) => self.is_nullable(*first) && self.is_nullable(*second),
            Term::Or(parts) => parts.iter().any(|part| self.is_nullable(*part)),
            Term::And(parts) => parts.iter().all(|part| self.is_nullable(*part)),
            Term::Not(body) => !self.is_nullable(*body),
            Term::Repeat(body, ..) => self.is_nullable(*body),
        };
        let depth = match term {
            Term::Empty | Term::Class(_) | Term::Loop(_) => 0,
            Term::Cat(first, second) => self.depth(*second).max(self.depth(*first) + 1),
            Term::Or(parts) | Term::And(parts) => parts.iter().map(|part| self.depth(*part) + 1).max().unwrap_or(0),
            Term::Not(body) | Term::Repeat(body, ..) => self.depth(*body) + 1,
        };
        Facts { nullable, depth }
    }

    pub(super) fn class(&mut self, set: CharSet) -> Id {
        self.intern(Term::Class(set))
    }

    /// A word of `first`, then one of `second`.
    pub(super) fn cat(&mut self, first: Id, second: Id) -> Id {
        match (first, second) {
            (NONE, _) | (_, NONE) => return NONE,
            (EMPTY, other) | (other, EMPTY) => return other,
            (_, ALL) if self.is_nullable(first) => return ALL,
            _ => {}
        }
        let mut heads = vec![first];
        let mut last = first;
        while let Term::Cat(head, rest) = *self.get(last) {
            heads.pop();
            heads.extend([head, rest]);
            last = rest;
        }
        heads.into_iter().rev().fold(second, |rest, head| {
            bounds::prepend(self, head, rest).unwrap_or_else(|| self.intern(Term::Cat(head, rest)))
        })
    }

    /// Like [`Terms::cat`], but a union in front is multiplied out. Derivatives are built so: as unions of a few
    /// terms each, many more of them are equal.
    pub(super) fn cat_each(&mut self, first: Id, second: Id) -> Id {
        let Term::Or(parts) = self.get(first).clone() else {
            return self.cat(first, second);
        };
        let parts = parts.iter().map(|&part| self.cat(part, second)).collect();
        self.or(parts)
    }

    /// At least `min` and at most `max` words of `body`.
    pub(super) fn repeat(&mut self, body: Id, min: u32, max: Option<u32>) -> Id {
        match (body, max) {
            (_, Some(0)) | (EMPTY, _) => return EMPTY,
            (NONE, _) => return if min == 0 { EMPTY } else { NONE },
            (_, Some(1)) if min == 1 => return body,
            _ => {}
        }
        match *self.get(body) {
            Term::Repeat(_, 0, None) => return body,
            Term::Repeat(inner, 1, None) if max.is_none() => return self.repeat(inner, min, None),
            _ => {}
        }
        let min = if self.is_nullable(body) { 0 } else { min };
        self.intern(Term::Repeat(body, min, max))
    }

    /// A word that is not in `body`.
    pub(super) fn not(&mut self, body: Id) -> Id {
        match (body, self.get(body)) {
            (NONE, _) => ALL,
            (ALL, _) => NONE,
            (_, Term::Not(inner)) => *inner,
            _ => self.intern(Term::Not(body)),
        }
    }

    /// A word of one of `parts`.
    pub(super) fn or(&mut self, parts: Vec<Id>) -> Id {
        let mut parts = self.flat(parts, |term| match term {
            Term::Or(inner) => Some(inner),
            _ => None,
        });
        parts.retain(|&part| part != NONE);
        if parts.len() > 1 {
            parts = self.one_class(parts);
            parts = bounds::join(self, parts);
            parts = self.factor(parts);
        }
        if parts.iter().any(|&part| part != EMPTY && self.is_nullable(part)) {
            parts.retain(|&part| part != EMPTY);
        }
        parts.sort_unstable();
        parts.dedup();
        self.absorb(&mut parts);
        if parts.contains(&ALL) || self.is_tautology(&parts) {
            return ALL;
        }
        match parts[..] {
            [] => NONE,
            [only] => only,
            _ => self.intern(Term::Or(parts.into())),
        }
    }

    /// A word of all of `parts`.
    pub(super) fn and(&mut self, parts: Vec<Id>) -> Id {
        let mut parts = self.flat(parts, |term| match term {
            Term::And(inner) => Some(inner),
            _ => None,
        });
        parts.retain(|&part| part != ALL);
        if parts.contains(&NONE) || self.is_contradiction(&parts) {
            return NONE;
        }
        if parts.contains(&EMPTY) {
            return if parts.iter().all(|&part| self.is_nullable(part)) { EMPTY } else { NONE };
        }
        match parts[..] {
            [] => ALL,
            [only] => only,
            _ => self.intern(Term::And(parts.into())),
        }
    }

    /// `parts` with those that `inner` opens replaced by what is in them, sorted and each once.
    fn flat(&mut self, parts: Vec<Id>, inner: impl Fn(&Term) -> Option<&Arc<[Id]>>) -> Vec<Id> {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match inner(self.get(part)) {
                Some(inner) => flat.extend_from_slice(inner),
                None => flat.push(part),
            }
        }
        flat.sort_unstable();
        flat.dedup();
        self.work += flat.len() as u64;
        flat
    }

    /// `parts`, with all their classes as one.
    fn one_class(&mut self, parts: Vec<Id>) -> Vec<Id> {
        let (classes, mut others): (Vec<_>, Vec<_>) =
            parts.into_iter().partition(|&part| matches!(self.get(part), Term::Class(_)));
        let ranges = classes.iter().flat_map(|&class| match self.get(class) {
            Term::Class(set) => set.ranges(),
            _ => &[],
        });
        match classes[..] {
            [] => {}
            [only] => others.push(only),
            _ => {
                let set = CharSet::new(ranges.copied());
                others.push(self.class(set));
            }
        }
        others
    }

    /// `parts`, with `rs | rt` as `r(s|t)` where `r` may be empty: else a chain of optional parts has as many tails
    /// as there are ways to skip some.
    fn factor(&mut self, parts: Vec<Id>) -> Vec<Id> {
        let mut tails: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
        let mut factored = Vec::with_capacity(parts.len());
        for part in parts {
            match *self.get(part) {
                Term::Cat(head, tail) if self.is_nullable(head) && self.factoring < MAX_FACTORING => {
                    tails.entry(head).or_default().push(tail);
                }
                _ => factored.push(part),
            }
        }
        self.factoring += 1;
        for (head, tails) in tails {
            let tail = self.or(tails);
            factored.push(self.cat(head, tail));
        }
        self.factoring -= 1;
        factored
    }

    /// Drops from `parts`, which are sorted, what others of them contain: `rt` contains `t` if `r` may be empty.
    fn absorb(&self, parts: &mut Vec<Id>) {
        let mut absorbed = Vec::new();
        for &part in parts.iter() {
            let mut at = part;
            while let Term::Cat(head, tail) = *self.get(at)
                && self.is_nullable(head)
                && absorbed.last() != Some(&tail)
            {
                if parts.binary_search(&tail).is_ok() {
                    absorbed.push(tail);
                    break; // What the tail contains, it drops itself.
                }
                at = tail;
            }
        }
        parts.retain(|part| !absorbed.contains(part));
    }

    /// Whether `x` and the complement of something that contains `x` are both in `parts`, which are sorted: an
    /// intersection of them has no word.
    fn is_contradiction(&self, parts: &[Id]) -> bool {
        let held = |id: &Id| parts.binary_search(id).is_ok();
        self.complemented(parts).any(|body| match self.get(body) {
            Term::Or(inner) => held(&body) || inner.iter().any(held),
            Term::And(inner) => inner.iter().all(held),
            _ => held(&body),
        })
    }

    /// Whether `x` and the complement of something that `x` contains are both in `parts`, which are sorted: a union
    /// of them has every word.
    fn is_tautology(&self, parts: &[Id]) -> bool {
        let held = |id: &Id| parts.binary_search(id).is_ok();
        self.complemented(parts).any(|body| match self.get(body) {
            Term::Or(inner) => inner.iter().all(held),
            Term::And(inner) => held(&body) || inner.iter().any(held),
            _ => held(&body),
        })
    }

    /// The terms whose complements are in `parts`.
    fn complemented(&self, parts: &[Id]) -> impl Iterator<Item = Id> {
        parts.iter().filter_map(|&part| match self.get(part) {
            Term::Not(body) => Some(*body),
            _ => None,
        })
    }

    /// A term whose meaning [`Terms::define`] gives. The empty word belongs to it only if `nullable`.
    pub(super) fn declare(&mut self, nullable: bool) -> Id {
        let id = self.intern(Term::Loop(self.loops.len()));
        self.facts[id.index()].nullable = nullable;
        self.loops.push(NONE);
        id
    }

    /// Lets the declared term `id` stand for `body`.
    pub(super) fn define(&mut self, id: Id, body: Id) {
        if let Term::Loop(index) = *self.get(id) {
            self.loops[index] = body;
        }
    }

    /// Copies all terms of `other` into this arena and returns where each of them is now.
    pub(super) fn import(&mut self, other: &Self) -> Vec<Id> {
        let mut at: Vec<Id> = Vec::with_capacity(other.items.len());
        for (index, term) in other.items.iter().enumerate() {
            let of = |id: &Id| at[id.index()];
            let all = |ids: &[Id]| {
                let mut ids: Vec<Id> = ids.iter().map(of).collect();
                ids.sort_unstable();
                ids.into()
            };
            // Whatever laws apply have been applied over there.
            let id = match term {
                Term::Empty | Term::Class(_) => self.intern(term.clone()),
                Term::Cat(first, second) => self.intern(Term::Cat(of(first), of(second))),
                Term::Or(parts) => self.intern(Term::Or(all(parts))),
                Term::And(parts) => self.intern(Term::And(all(parts))),
                Term::Not(body) => self.intern(Term::Not(of(body))),
                Term::Repeat(body, min, max) => self.intern(Term::Repeat(of(body), *min, *max)),
                Term::Loop(_) => self.declare(other.facts[index].nullable),
            };
            at.push(id);
        }
        for (index, term) in other.items.iter().enumerate() {
            if let Term::Loop(number) = term {
                self.define(at[index], at[other.loops[*number].index()]);
            }
        }
        at
    }
}

impl Id {
    /// Its place in what [`Terms::import`] returns.
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}
