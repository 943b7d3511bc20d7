//! From the syntax tree to terms. Assertions look at what stands around them, so a node is translated together with
//! what follows it, once for each kind of place before it.

use super::charset::CharSet;
use super::parser::Unsupported;
use super::syntax::Node;
use super::terms::{ALL, EMPTY, Id, NONE, Terms};

/// How many copies of repeated assertions a pattern may ask for.
const MAX_COPIES: u32 = 100;
/// How far a lookahead in a repetition may look.
const MAX_REACH: u64 = 100;

/// What follows, depending on what stands before: at the start, after a character of a word, after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Places {
    start: Id,
    word: Id,
    other: Id,
}

impl Places {
    fn all(id: Id) -> Self {
        Self { start: id, word: id, other: id }
    }

    fn same(self) -> Option<Id> {
        (self.start == self.word && self.word == self.other).then_some(self.start)
    }

    fn map(self, mut change: impl FnMut(Id) -> Id) -> Self {
        Self { start: change(self.start), word: change(self.word), other: change(self.other) }
    }

    fn zip(self, with: Self, mut join: impl FnMut(Id, Id) -> Id) -> Self {
        Self {
            start: join(self.start, with.start),
            word: join(self.word, with.word),
            other: join(self.other, with.other),
        }
    }
}

/// The term for all strings in which `node` matches somewhere.
///
/// # Errors
/// If it repeats assertions in a way that has no small exact translation.
pub(super) fn search(terms: &mut Terms, node: &Node) -> Result<Id, Unsupported> {
    let mut translation = Translation { terms, copies: 0 };
    let here = translation.before(node, Places::all(ALL))?;
    Ok(translation.repeated_class(&CharSet::any(), 0, None, here).start)
}

struct Translation<'a> {
    terms: &'a mut Terms,
    copies: u32,
}

impl Translation<'_> {
    /// The strings that begin with a match of `node` and go on with `then`.
    fn before(&mut self, node: &Node, then: Places) -> Result<Places, Unsupported> {
        if let Some(then) = then.same().filter(|_| node.is_plain()) {
            let id = self.plain(node);
            return Ok(Places::all(self.terms.cat(id, then)));
        }
        match node {
            Node::Class(set) => Ok(Places::all(self.class(set, then))),
            Node::Concat(parts) => parts.iter().rev().try_fold(then, |then, part| self.before(part, then)),
            Node::Alternation(parts) => {
                let mut any = Places::all(NONE);
                for part in parts {
                    let next = self.before(part, then)?;
                    any = any.zip(next, |a, b| self.terms.or(vec![a, b]));
                }
                Ok(any)
            }
            Node::Repeat { body, min, max } => self.repeated(body, *min, *max, then),
            Node::Start => Ok(Places { word: NONE, other: NONE, ..then }),
            Node::End => Ok(then.map(|id| self.terms.and(vec![EMPTY, id]))),
            Node::Boundary { negated } => Ok(self.boundary(*negated, then)),
            Node::Lookahead { body, negated } => {
                let ahead = self.before(body, Places::all(ALL))?;
                let ahead = if *negated { ahead.map(|id| self.terms.not(id)) } else { ahead };
                Ok(ahead.zip(then, |a, b| self.terms.and(vec![a, b])))
            }
        }
    }

    /// The words that `node`, which is plain, matches as a whole.
    fn plain(&mut self, node: &Node) -> Id {
        match node {
            Node::Class(set) => self.terms.class(set.clone()),
            Node::Concat(parts) => parts.iter().rev().fold(EMPTY, |then, part| {
                let part = self.plain(part);
                self.terms.cat(part, then)
            }),
            Node::Alternation(parts) => {
                let parts = parts.iter().map(|part| self.plain(part)).collect();
                self.terms.or(parts)
            }
            Node::Repeat { body, min, max } => {
                let body = self.plain(body);
                self.terms.repeat(body, *min, *max)
            }
            Node::Start | Node::End | Node::Boundary { .. } | Node::Lookahead { .. } => NONE,
        }
    }

    /// One character of `set`, then what follows it.
    fn class(&mut self, set: &CharSet, then: Places) -> Id {
        if then.word == then.other {
            let class = self.terms.class(set.clone());
            return self.terms.cat(class, then.word);
        }
        let inside = self.terms.class(set.intersection(&CharSet::word()));
        let outside = self.terms.class(set.intersection(&CharSet::word().complement()));
        let parts = vec![self.terms.cat(inside, then.word), self.terms.cat(outside, then.other)];
        self.terms.or(parts)
    }

    fn boundary(&mut self, negated: bool, then: Places) -> Places {
        let word = self.terms.class(CharSet::word());
        let word_follows = self.terms.cat(word, ALL);
        let none_follows = self.terms.not(word_follows);
        let (after_word, after_other) =
            if negated { (word_follows, none_follows) } else { (none_follows, word_follows) };
        let kinds = Places { start: after_other, word: after_word, other: after_other };
        kinds.zip(then, |a, b| self.terms.and(vec![a, b]))
    }

    fn repeated(&mut self, body: &Node, min: u32, max: Option<u32>, then: Places) -> Result<Places, Unsupported> {
        if let Node::Class(set) = body {
            return Ok(self.repeated_class(set, min, max, then));
        }
        let mut tail = match max {
            None => self.looped(body, then)?,
            Some(max) => {
                let mut tail = then;
                for _ in min..max {
                    let more = self.copy(body, tail)?;
                    tail = more.zip(then, |a, b| self.terms.or(vec![a, b]));
                }
                tail
            }
        };
        for _ in 0..min {
            tail = self.copy(body, tail)?;
        }
        Ok(tail)
    }

    /// Only the last character matters to what follows, so no copies are needed.
    fn repeated_class(&mut self, set: &CharSet, min: u32, max: Option<u32>, then: Places) -> Places {
        if max == Some(0) {
            return then;
        }
        let each = self.terms.class(set.clone());
        if let Some(then) = then.same() {
            let all = self.terms.repeat(each, min, max);
            return Places::all(self.terms.cat(all, then));
        }
        let last = self.class(set, then);
        let others = self.terms.repeat(each, min.saturating_sub(1), max.map(|max| max - 1));
        let some = self.terms.cat(others, last);
        if min > 0 { Places::all(some) } else { then.map(|id| self.terms.or(vec![id, some])) }
    }

    fn copy(&mut self, body: &Node, then: Places) -> Result<Places, Unsupported> {
        self.copies += 1;
        if self.copies > MAX_COPIES {
            return Err(Unsupported { what: "an assertion that is repeated too often" });
        }
        self.before(body, then)
    }

    /// Any number of matches of `body`, then `then`: a term that contains itself. That is well defined as each
    /// round consumes a character, and has few derivatives as no lookahead outlives many rounds.
    fn looped(&mut self, body: &Node, then: Places) -> Result<Places, Unsupported> {
        if body.min_len() == 0 {
            return Err(Unsupported { what: "an assertion in a repetition that may be empty" });
        }
        if body.looks_beyond(MAX_REACH) {
            return Err(Unsupported { what: "a lookahead in a repetition that looks too far" });
        }
        let entry = then.map(|id| {
            let nullable = self.terms.is_nullable(id);
            self.terms.declare(nullable)
        });
        let round = self.before(body, entry)?;
        let round = round.zip(then, |a, b| self.terms.or(vec![a, b]));
        for (id, meaning) in [(entry.start, round.start), (entry.word, round.word), (entry.other, round.other)] {
            self.terms.define(id, meaning);
        }
        Ok(entry)
    }
}
