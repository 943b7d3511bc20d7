//! Languages and what can be asked about them.

use std::sync::{Arc, OnceLock};

use super::alphabet::Alphabet;
use super::budget::{Budget, Exhausted};
use super::enumerate::Lengths;
use super::explorer::Explorer;
use super::parser::{self, Unsupported};
use super::terms::{ALL, Id, NONE, ONE, Term, Terms};
use super::translate;

/// How deep operations may nest, so that no question runs out of stack.
const MAX_DEPTH: u32 = 400;

/// A regular language: a set of strings. Operations only note what is asked for; a question does the work.
///
/// Bounds on the length are kept beside the rest: words of different lengths may belong to different terms, and a
/// bound of a million costs no million states.
#[derive(Debug, Clone)]
pub(crate) struct Language(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    terms: Terms,
    /// Sorted by `from`; the first is from zero.
    pieces: Vec<Piece>,
    /// Built when the first question is asked.
    alphabet: OnceLock<Arc<Alphabet>>,
}

/// The words of a length from `from` up to where the next piece begins.
#[derive(Debug, Clone, Copy)]
struct Piece {
    from: u64,
    root: Id,
}

impl Language {
    /// The strings in which `pattern` matches somewhere.
    ///
    /// # Errors
    /// If the pattern has no exact translation.
    pub(crate) fn parse(pattern: &str) -> Result<Self, Unsupported> {
        let mut terms = Terms::new();
        let root = translate::search(&mut terms, &parser::parse(pattern)?)?;
        if terms.depth(root) > MAX_DEPTH {
            return Err(Unsupported { what: "groups nested too deep" });
        }
        if let Term::Repeat(ONE, min, max) = *terms.get(root) {
            return Ok(Self::length(min.into(), max.map(u64::from)));
        }
        Ok(Self::of(terms, root))
    }

    /// All strings.
    pub(crate) fn any() -> Self {
        Self::of(Terms::new(), ALL)
    }

    /// No string. For the tests of the laws.
    #[cfg(test)]
    pub(crate) fn none() -> Self {
        Self::of(Terms::new(), NONE)
    }

    /// These strings and no others. For the tests of the laws.
    #[cfg(test)]
    pub(crate) fn words(words: &[&str]) -> Self {
        let mut terms = Terms::new();
        let mut parts = Vec::with_capacity(words.len());
        for word in words {
            parts.push(word.chars().rev().fold(super::terms::EMPTY, |rest, c| {
                let class = terms.class(super::charset::CharSet::one(c));
                terms.cat(class, rest)
            }));
        }
        let root = terms.or(parts);
        Self::of(terms, root)
    }

    /// The strings of at least `min` and at most `max` code points.
    pub(crate) fn length(min: u64, max: Option<u64>) -> Self {
        let end = max.and_then(|max| max.checked_add(1));
        let starts = [Some((0, NONE)), Some((min, ALL)), end.map(|end| (end.max(min), NONE))];
        let pieces = starts.into_iter().flatten().map(|(from, root)| Piece { from, root });
        Self::of_pieces(Terms::new(), pieces.collect())
    }

    fn of(terms: Terms, root: Id) -> Self {
        Self::of_pieces(terms, vec![Piece { from: 0, root }])
    }

    fn of_pieces(terms: Terms, mut pieces: Vec<Piece>) -> Self {
        // Of two pieces from the same place, the first is empty.
        let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
        for piece in pieces.drain(..) {
            if kept.last().is_some_and(|last| last.from == piece.from) {
                kept.pop();
            }
            if kept.last().is_none_or(|last| last.root != piece.root) {
                kept.push(piece);
            }
        }
        Self(Arc::new(Inner { terms, pieces: kept, alphabet: OnceLock::new() }))
    }

    /// The strings of both.
    ///
    /// # Errors
    /// If the budget is used up.
    pub(crate) fn intersect(&self, other: &Self, budget: &mut Budget) -> Result<Self, Exhausted> {
        self.combine(other, budget, |terms, a, b| terms.and(vec![a, b]))
    }

    /// The strings of either. For the tests of the laws.
    ///
    /// # Errors
    /// If the budget is used up.
    #[cfg(test)]
    pub(crate) fn union(&self, other: &Self, budget: &mut Budget) -> Result<Self, Exhausted> {
        self.combine(other, budget, |terms, a, b| terms.or(vec![a, b]))
    }

    /// The strings that are not of this language.
    ///
    /// # Errors
    /// If the budget is used up.
    pub(crate) fn complement(&self, budget: &mut Budget) -> Result<Self, Exhausted> {
        Self::any().combine(self, budget, |terms, _, body| terms.not(body))
    }

    /// The strings of this language that are not of `other`.
    fn minus(&self, other: &Self, budget: &mut Budget) -> Result<Self, Exhausted> {
        self.combine(other, budget, |terms, a, b| {
            let outside = terms.not(b);
            terms.and(vec![a, outside])
        })
    }

    /// Applies `join` to the pieces of both, length by length.
    fn combine(
        &self,
        other: &Self,
        budget: &mut Budget,
        join: impl Fn(&mut Terms, Id, Id) -> Id,
    ) -> Result<Self, Exhausted> {
        budget.spend((self.0.terms.len() + other.0.terms.len()) as u64)?;
        let mut terms = self.0.terms.clone();
        let moved = terms.import(&other.0.terms);
        let mut starts: Vec<u64> = self.0.pieces.iter().chain(&other.0.pieces).map(|piece| piece.from).collect();
        starts.sort_unstable();
        starts.dedup();
        let mut pieces = Vec::with_capacity(starts.len());
        for from in starts {
            let root = join(&mut terms, self.root_at(from), moved[other.root_at(from).index()]);
            if terms.depth(root) > MAX_DEPTH {
                return Err(Exhausted);
            }
            pieces.push(Piece { from, root });
        }
        Ok(Self::of_pieces(terms, pieces))
    }

    /// The term that words of `length` belong to.
    fn root_at(&self, length: u64) -> Id {
        let after = self.0.pieces.partition_point(|piece| piece.from <= length);
        self.0.pieces[after - 1].root
    }

    /// The pieces that are not plainly empty, each with the lengths of its words, shortest first.
    fn pieces(&self) -> impl Iterator<Item = (Id, Lengths)> {
        let ends = self.0.pieces.iter().skip(1).map(|next| Some(next.from - 1)).chain([None]);
        let pieces = self.0.pieces.iter().zip(ends);
        pieces
            .filter(|(piece, _)| piece.root != NONE)
            .map(|(piece, max)| (piece.root, Lengths { min: piece.from, max }))
    }

    fn explorer<'a>(&self, budget: &'a mut Budget) -> Explorer<'a> {
        let terms = &self.0.terms;
        let alphabet = self.0.alphabet.get_or_init(|| Arc::new(Alphabet::new(&terms.charsets().collect::<Vec<_>>())));
        Explorer::new(terms.clone(), Arc::clone(alphabet), budget)
    }

    /// Whether there is no string.
    ///
    /// # Errors
    /// If the budget is used up.
    pub(crate) fn is_empty(&self, budget: &mut Budget) -> Result<bool, Exhausted> {
        let mut explorer = self.explorer(budget);
        for (root, lengths) in self.pieces() {
            if explorer.least_length(root, lengths)?.is_some() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether all strings of this language are strings of `other`.
    ///
    /// # Errors
    /// If the budget is used up.
    pub(crate) fn is_included_in(&self, other: &Self, budget: &mut Budget) -> Result<bool, Exhausted> {
        self.minus(other, budget)?.is_empty(budget)
    }

    /// The first `count` strings by length, then by how plausible they look in an example; fewer if there are fewer.
    ///
    /// # Errors
    /// If the budget is used up.
    pub(crate) fn shortest(&self, budget: &mut Budget, count: usize) -> Result<Vec<String>, Exhausted> {
        let mut explorer = self.explorer(budget);
        let mut words = Vec::new();
        for (root, lengths) in self.pieces() {
            explorer.words(root, lengths, count, &mut words)?;
        }
        Ok(words)
    }

    /// Whether `word` is a string of this language.
    pub(crate) fn accepts(&self, word: &str) -> bool {
        let root = self.root_at(word.chars().count() as u64);
        // The work is bounded by the word, and `MAX_DEPTH` by the limits of all that builds a language.
        let mut budget = Budget::new(u64::MAX);
        self.explorer(&mut budget).accepts(root, word).unwrap_or(false)
    }
}
