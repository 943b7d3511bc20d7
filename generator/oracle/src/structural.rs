//! Proofs by comparing schemas keyword by keyword: fast, sound, and incomplete.
//!
//! Recursive schemas are compared by coinduction: all claims that turn up are believed until one cannot be derived
//! from the others; then those that leaned on it are derived again. What is left in the end is the greatest set of
//! claims that support each other. A claim about a value only leans on itself through a part of the value, which is
//! smaller, because in-place application ends (the arena sees to that): so they all hold, by induction.

mod disjoint;
mod included;

use rustc_hash::FxHashMap;

use crate::arena::{Arena, Keyword, NodeId, TypeSet};
use crate::regular::{Budget, Language};

/// How many claims one question may derive.
const MOST_STEPS: usize = 20_000;

/// How many steps one question about regular languages may take.
const LANGUAGE_STEPS: u64 = 20_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Claim {
    /// Every value of the first is a value of the second.
    Included(NodeId, NodeId),
    /// No value is a value of both.
    Disjoint(NodeId, NodeId),
}

/// What has been proved and what cannot be, for one arena: kept from question to question.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    claims: FxHashMap<Claim, bool>,
    types: FxHashMap<NodeId, TypeSet>,
    patterns: FxHashMap<(bool, String, String), bool>,
}

impl Arena {
    /// Whether every value of `a` is a value of `b` by a structural proof; `false` is no answer.
    pub(crate) fn included(&self, memo: &mut Memo, a: NodeId, b: NodeId) -> bool {
        Prover::new(self, memo).prove(|prover| prover.included(a, b))
    }

    /// Whether no value is a value of both by a structural proof; `false` is no answer.
    pub(crate) fn disjoint(&self, memo: &mut Memo, a: NodeId, b: NodeId) -> bool {
        Prover::new(self, memo).prove(|prover| prover.disjoint(a, b))
    }
}

struct Prover<'a, 'm> {
    arena: &'a Arena,
    memo: &'m mut Memo,
    /// The claims that are believed, and those that lean on each.
    believed: FxHashMap<Claim, Vec<Claim>>,
    /// The claims that are to be derived, the latest first.
    queue: Vec<Claim>,
    /// The claim that is being derived.
    current: Option<Claim>,
    steps: usize,
}

impl<'a, 'm> Prover<'a, 'm> {
    fn new(arena: &'a Arena, memo: &'m mut Memo) -> Self {
        Self { arena, memo, believed: FxHashMap::default(), queue: Vec::new(), current: None, steps: MOST_STEPS }
    }

    fn included(&mut self, a: NodeId, b: NodeId) -> bool {
        a == b || a == NodeId::FALSE || b == NodeId::TRUE || self.believe(Claim::Included(a, b))
    }

    fn disjoint(&mut self, a: NodeId, b: NodeId) -> bool {
        a == NodeId::FALSE || b == NodeId::FALSE || a != b && self.believe(Claim::Disjoint(a.min(b), a.max(b)))
    }

    /// Whether a claim is known, or may be believed for now.
    fn believe(&mut self, claim: Claim) -> bool {
        if let Some(&known) = self.memo.claims.get(&claim) {
            return known;
        }
        let queue = &mut self.queue;
        let leaning = self.believed.entry(claim).or_insert_with(|| {
            queue.push(claim);
            Vec::new()
        });
        leaning.extend(self.current);
        true
    }

    /// Whether what is believed at first stands once every claim it needs has been derived.
    fn prove(mut self, question: impl Fn(&mut Self) -> bool) -> bool {
        if !question(&mut self) {
            return false;
        }
        while let Some(claim) = self.queue.pop() {
            if self.memo.claims.contains_key(&claim) {
                continue;
            }
            self.steps = self.steps.saturating_sub(1);
            self.current = Some(claim);
            let derived = match claim {
                Claim::Included(a, b) => self.derive_included(a, b),
                Claim::Disjoint(a, b) => self.derive_disjoint(a, b),
            };
            if self.steps == 0 {
                return false;
            }
            if !derived {
                self.memo.claims.insert(claim, false);
                self.queue.extend(self.believed.remove(&claim).unwrap_or_default());
                self.current = None;
                if !question(&mut self) {
                    return false;
                }
            }
        }
        self.memo.claims.extend(self.believed.into_keys().map(|claim| (claim, true)));
        true
    }

    /// Every assertion of the schema, with those of the members of its `allOf`.
    fn conjuncts(&self, node: NodeId) -> Vec<&'a Keyword> {
        let mut conjuncts = Vec::new();
        let mut todo = vec![node];
        let mut seen = vec![node];
        while let Some(node) = todo.pop() {
            for keyword in self.arena.keywords(node) {
                conjuncts.push(keyword);
                if let Keyword::AllOf(members) = keyword {
                    let fresh: Vec<NodeId> = members.iter().copied().filter(|member| !seen.contains(member)).collect();
                    seen.extend(&fresh);
                    todo.extend(fresh);
                }
            }
        }
        conjuncts
    }

    /// No fewer than the types that values of the schema have.
    fn types(&mut self, node: NodeId) -> TypeSet {
        if let Some(&types) = self.memo.types.get(&node) {
            return types;
        }
        if self.steps == 0 {
            return TypeSet::ALL;
        }
        self.steps -= 1;
        let mut types = TypeSet::ALL;
        for keyword in self.arena.keywords(node) {
            types = types.and(match keyword {
                Keyword::Types(types) => *types,
                Keyword::Enum(values) => values.iter().map(TypeSet::of).fold(TypeSet::NONE, TypeSet::or),
                Keyword::MultipleOf(unit) if unit.is_integer() => TypeSet::ALL.without(TypeSet::FRACTION),
                Keyword::AllOf(members) => {
                    members.iter().fold(TypeSet::ALL, |types, &member| types.and(self.types(member)))
                }
                Keyword::AnyOf(members) | Keyword::OneOf(members) => {
                    members.iter().fold(TypeSet::NONE, |types, &member| types.or(self.types(member)))
                }
                _ => TypeSet::ALL,
            });
        }
        if self.steps > 0 {
            self.memo.types.insert(node, types);
        }
        types
    }

    /// Whether the words of one pattern are words of the other.
    fn pattern_included(&mut self, a: &str, b: &str) -> bool {
        a == b || self.patterns(true, a, b, |a, b, budget| a.is_included_in(b, budget).unwrap_or(false))
    }

    /// Whether no word is a word of both patterns.
    fn patterns_disjoint(&mut self, a: &str, b: &str) -> bool {
        self.patterns(false, a, b, |a, b, budget| {
            a.intersect(b, budget).is_ok_and(|both| both.is_empty(budget).unwrap_or(false))
        })
    }

    fn patterns(
        &mut self,
        included: bool,
        a: &str,
        b: &str,
        decide: impl Fn(&Language, &Language, &mut Budget) -> bool,
    ) -> bool {
        let key = (included, a.to_owned(), b.to_owned());
        if let Some(&known) = self.memo.patterns.get(&key) {
            return known;
        }
        let languages = self.arena.language(a).zip(self.arena.language(b));
        let decided = languages.is_some_and(|(a, b)| decide(a, b, &mut Budget::new(LANGUAGE_STEPS)));
        self.memo.patterns.insert(key, decided);
        decided
    }
}

#[cfg(test)]
mod tests;
