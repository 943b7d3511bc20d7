//! Proofs by comparing schemas keyword by keyword: fast, sound, and incomplete.
//!
//! Recursive schemas are compared by coinduction: a claim about two schemas may be used to prove itself, because it
//! is used on a part of the value, which is smaller. In-place application always ends (the arena sees to that), so a
//! claim only comes back to itself through a part. What was proved by leaning on a claim that is still open is
//! provisional: it is kept once that claim is proved, and dropped with it otherwise.

mod disjoint;
mod included;

use rustc_hash::FxHashMap;

use crate::arena::{Arena, Keyword, NodeId, TypeSet};
use crate::regular::{Budget, Language};

/// How many claims one question may open.
const MOST_STEPS: usize = 20_000;

/// How many claims may be open at once.
const MOST_NESTED: usize = 120;

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
pub struct Memo {
    claims: FxHashMap<Claim, bool>,
    types: FxHashMap<NodeId, TypeSet>,
    patterns: FxHashMap<(bool, String, String), bool>,
}

impl Arena {
    /// Whether every value of `a` is a value of `b` by a structural proof; `false` is no answer.
    pub fn included(&self, memo: &mut Memo, a: NodeId, b: NodeId) -> bool {
        Prover::new(self, memo).prove(Claim::Included(a, b))
    }

    /// Whether no value is a value of both by a structural proof; `false` is no answer.
    pub fn disjoint(&self, memo: &mut Memo, a: NodeId, b: NodeId) -> bool {
        Prover::new(self, memo).disjoint(a, b)
    }
}

struct Prover<'a, 'm> {
    arena: &'a Arena,
    memo: &'m mut Memo,
    /// The open claims, and how many were open before each.
    open: FxHashMap<Claim, usize>,
    /// What holds if the open claim at this depth does.
    provisional: FxHashMap<Claim, usize>,
    trail: Vec<Claim>,
    /// The outermost open claim that the current proof leans on.
    lean: usize,
    steps: usize,
}

impl<'a, 'm> Prover<'a, 'm> {
    fn new(arena: &'a Arena, memo: &'m mut Memo) -> Self {
        Self {
            arena,
            memo,
            open: FxHashMap::default(),
            provisional: FxHashMap::default(),
            trail: Vec::new(),
            lean: usize::MAX,
            steps: MOST_STEPS,
        }
    }

    fn included(&mut self, a: NodeId, b: NodeId) -> bool {
        a == b || a == NodeId::FALSE || b == NodeId::TRUE || self.prove(Claim::Included(a, b))
    }

    fn disjoint(&mut self, a: NodeId, b: NodeId) -> bool {
        a == NodeId::FALSE || b == NodeId::FALSE || a != b && self.prove(Claim::Disjoint(a.min(b), a.max(b)))
    }

    fn prove(&mut self, claim: Claim) -> bool {
        if let Some(&known) = self.memo.claims.get(&claim) {
            return known;
        }
        if let Some(&depth) = self.open.get(&claim).or_else(|| self.provisional.get(&claim)) {
            self.lean = self.lean.min(depth);
            return true;
        }
        let depth = self.open.len();
        if self.steps == 0 || depth == MOST_NESTED {
            self.steps = 0;
            return false;
        }
        self.steps -= 1;
        self.open.insert(claim, depth);
        let outer = std::mem::replace(&mut self.lean, usize::MAX);
        let mark = self.trail.len();
        let proved = match claim {
            Claim::Included(a, b) => self.derive_included(a, b),
            Claim::Disjoint(a, b) => self.derive_disjoint(a, b),
        };
        self.open.remove(&claim);
        let lean = std::mem::replace(&mut self.lean, outer);
        self.close(claim, proved, depth, lean, mark);
        proved
    }

    fn close(&mut self, claim: Claim, proved: bool, depth: usize, lean: usize, mark: usize) {
        if proved && lean < depth {
            self.lean = self.lean.min(lean);
            self.provisional.insert(claim, lean);
            self.trail.push(claim);
            return;
        }
        for claim in self.trail.drain(mark..) {
            self.provisional.remove(&claim);
            if proved {
                self.memo.claims.insert(claim, true);
            }
        }
        // A failure under hopeful assumptions is final, unless it is for want of steps.
        if proved || self.steps > 0 {
            self.memo.claims.insert(claim, proved);
        }
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
                Keyword::Enum(values) => {
                    values.iter().map(TypeSet::of).fold(TypeSet::NONE, TypeSet::or)
                }
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
