//! Looks for a value that some schemas accept and others reject, and proves that there is none.
//!
//! A *goal* is a set of literals: schemas that must hold, schemas that must fail, values that are taken. It is split
//! by type and saturated until only assertions about one type are left and clauses, which offer alternatives. The
//! assertions alone are solved first; clauses that the solution happens to satisfy need no branching (`explore`).
//! Parts of the value are goals of their own.
//!
//! ```text
//! find ─► solve(goal) ─► explore: one type ─► branch: saturate ─► number, string, array, object ─► Found
//!            ▲  caches                 ▲         clause violated? branch on it │
//!            └── parts of the value ───┴───────────────────────────────────────┘
//! ```
//!
//! A smallest value never satisfies a goal again within itself, so a goal that is already open fails in this branch.
//! That failure leans on the open goal; a goal is closed for good once nothing it leaned on is open.

mod array;
mod branch;
mod clauses;
mod distinct;
mod explore;
mod names;
mod number;
mod object;
mod string;
mod unevaluated;

use std::rc::Rc;

use rustc_hash::FxHashMap;
use serde_json::Value;

use crate::answer::Undecided;
use crate::arena::{Arena, NodeId};
use crate::datum::Datum;
use crate::evaluate;
use crate::regular::Language;
use crate::structural::Memo;

/// How many goals may be open at once, pass by pass: shallow values are looked for first.
const MOST_OPEN: [usize; 4] = [4, 10, 24, 60];

/// What the search for a value found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Found {
    /// A value that all the one schemas accept and all the other reject.
    Value(Value),
    /// There is none: every branch was closed.
    None,
    /// Nobody knows.
    Unknown(Undecided),
}

/// A search over one arena. What it learns it keeps from question to question.
#[derive(Debug)]
pub(crate) struct Search<'a> {
    arena: &'a Arena,
    memo: Memo,
    found: FxHashMap<Goal, Rc<Datum>>,
    closed: FxHashMap<Goal, Option<Doubt>>,
    /// Goals that are closed as long as the goals they lean on are open, in the order in which they were closed.
    provisional: FxHashMap<Goal, Closed>,
    trail: Vec<Goal>,
    open: FxHashMap<Goal, usize>,
    languages: FxHashMap<Vec<(&'a str, bool)>, Option<Language>>,
    /// Goals that failed for want of depth, and how many more goals could be opened within them.
    shallow: FxHashMap<Goal, usize>,
    most_open: usize,
    nesting: usize,
    steps: u64,
}

/// What must be true of a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Literal {
    Holds(NodeId),
    Fails(NodeId),
    Differs(Rc<Datum>),
}

impl Literal {
    fn opposite(&self) -> Option<Self> {
        match self {
            Self::Holds(node) => Some(Self::Fails(*node)),
            Self::Fails(node) => Some(Self::Holds(*node)),
            Self::Differs(_) => None,
        }
    }

    fn is_trivial(&self) -> bool {
        matches!(self, Self::Holds(NodeId::TRUE) | Self::Fails(NodeId::FALSE))
    }

    fn is_impossible(&self) -> bool {
        matches!(self, Self::Holds(NodeId::FALSE) | Self::Fails(NodeId::TRUE))
    }

    fn holds(&self, arena: &Arena, datum: &Datum) -> Option<bool> {
        match self {
            Self::Holds(node) => evaluate::holds(arena, *node, datum),
            Self::Fails(node) => evaluate::holds(arena, *node, datum).map(|holds| !holds),
            Self::Differs(other) => Some(**other != *datum),
        }
    }
}

/// Literals that must be true of one value: sorted, without duplicates.
type Goal = Rc<[Literal]>;

/// Why "none" would not be a proof.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Doubt {
    why: Undecided,
    /// Whether more steps could help.
    passing: bool,
}

/// No value was found.
#[derive(Debug, Clone, Default)]
struct Closed {
    /// The depths of the open goals that must not be satisfied within the value; sorted.
    lean: Vec<usize>,
    doubt: Option<Doubt>,
}

impl Closed {
    fn doubtful(reason: &str, pointer: &str) -> Self {
        let why = Undecided { reason: reason.to_owned(), pointer: pointer.to_owned() };
        Self { lean: Vec::new(), doubt: Some(Doubt { why, passing: false }) }
    }

    fn exhausted(reason: &str) -> Self {
        let why = Undecided { reason: reason.to_owned(), pointer: String::new() };
        Self { lean: Vec::new(), doubt: Some(Doubt { why, passing: true }) }
    }

    fn absorb(&mut self, other: &Self) {
        self.lean.extend(&other.lean);
        self.lean.sort_unstable();
        self.lean.dedup();
        if self.doubt.as_ref().is_none_or(|doubt| doubt.passing) && other.doubt.is_some() {
            self.doubt.clone_from(&other.doubt);
        }
    }
}

type Outcome = Result<Rc<Datum>, Closed>;

impl<'a> Search<'a> {
    /// A search that has learned nothing yet.
    pub(crate) fn new(arena: &'a Arena) -> Self {
        Self {
            arena,
            memo: Memo::default(),
            found: FxHashMap::default(),
            closed: FxHashMap::default(),
            provisional: FxHashMap::default(),
            trail: Vec::new(),
            open: FxHashMap::default(),
            languages: FxHashMap::default(),
            shallow: FxHashMap::default(),
            most_open: 0,
            nesting: 0,
            steps: 0,
        }
    }

    /// A value that all of `positives` accept and all of `negatives` reject, looked for in so many steps.
    ///
    /// A value that is found has been checked with our own evaluator; that there is none has been proved.
    pub(crate) fn find(&mut self, positives: &[NodeId], negatives: &[NodeId], steps: u64) -> Found {
        let positives = positives.iter().map(|&node| Literal::Holds(node));
        let literals: Vec<Literal> = positives.chain(negatives.iter().map(|&node| Literal::Fails(node))).collect();
        match self.deepen(&literals, steps) {
            Ok(datum) => Found::Value(datum.write()),
            Err(Closed { doubt: Some(doubt), .. }) => Found::Unknown(doubt.why),
            Err(_) => Found::None,
        }
    }

    /// Looks for ever deeper values; the last pass has all steps that are left, each other one no more than a quarter.
    fn deepen(&mut self, literals: &[Literal], steps: u64) -> Outcome {
        let mut left = steps;
        let mut outcome = Err(Closed::default());
        for (pass, most_open) in MOST_OPEN.into_iter().enumerate() {
            self.most_open = most_open;
            let share = if pass + 1 == MOST_OPEN.len() { left } else { steps / 4 };
            self.steps = share;
            outcome = self.solve(literals.to_vec());
            left -= share - self.steps;
            let is_tired = |closed: &Closed| closed.doubt.as_ref().is_some_and(|doubt| doubt.passing);
            if !outcome.as_ref().is_err_and(is_tired) {
                break;
            }
        }
        outcome
    }

    /// Uses up one step.
    fn step(&mut self) -> Result<(), Closed> {
        match self.steps.checked_sub(1) {
            Some(left) => self.steps = left,
            None => return Err(Closed::exhausted("the steps of the search are used up")),
        }
        Ok(())
    }

    fn solve(&mut self, mut literals: Vec<Literal>) -> Outcome {
        literals.retain(|literal| !literal.is_trivial());
        literals.sort();
        literals.dedup();
        if literals.iter().any(Literal::is_impossible) || self.is_contradiction(&literals) {
            return Err(Closed::default());
        }
        let goal: Goal = literals.into();
        if let Some(datum) = self.found.get(&goal) {
            return Ok(Rc::clone(datum));
        }
        if let Some(doubt) = self.closed.get(&goal) {
            return Err(Closed { lean: Vec::new(), doubt: doubt.clone() });
        }
        if let Some(closed) = self.provisional.get(&goal) {
            return Err(closed.clone());
        }
        if let Some(&depth) = self.open.get(&goal) {
            return Err(Closed { lean: vec![depth], doubt: None });
        }
        self.step()?;
        let depth = self.open.len();
        let deeper = self.most_open - depth;
        if deeper == 0 || self.shallow.get(&goal).is_some_and(|&tried| deeper <= tried) {
            return Err(Closed::exhausted("the value would be nested too deeply"));
        }
        self.open.insert(Rc::clone(&goal), depth);
        let mark = self.trail.len();
        let outcome = self.explore(&goal);
        self.open.remove(&goal);
        self.close(goal, outcome, depth, mark)
    }

    /// Whether structural proofs show that the literals contradict each other.
    fn is_contradiction(&mut self, literals: &[Literal]) -> bool {
        literals.iter().enumerate().any(|(index, one)| {
            literals[index + 1..].iter().any(|other| match (one, other) {
                (Literal::Holds(a), Literal::Fails(b)) => self.arena.included(&mut self.memo, *a, *b),
                (Literal::Holds(a), Literal::Holds(b)) => self.arena.disjoint(&mut self.memo, *a, *b),
                _ => false,
            })
        })
    }

    /// Records the outcome of a goal, and what becomes of the goals that leaned on it.
    fn close(&mut self, goal: Goal, outcome: Outcome, depth: usize, mark: usize) -> Outcome {
        let mut leaning = self.trail.split_off(mark);
        let closed = match outcome {
            Ok(datum) => {
                self.found.insert(goal, Rc::clone(&datum));
                for goal in leaning {
                    if self.provisional.get(&goal).is_some_and(|closed| closed.lean.contains(&depth)) {
                        self.provisional.remove(&goal);
                    } else {
                        self.trail.push(goal);
                    }
                }
                return Ok(datum);
            }
            Err(mut closed) => {
                closed.lean.retain(|&other| other != depth);
                closed
            }
        };
        leaning.push(Rc::clone(&goal));
        self.provisional.insert(goal, closed.clone());
        for goal in leaning {
            let Some(mut own) = self.provisional.remove(&goal) else { continue };
            if own.lean.contains(&depth) {
                own.lean.retain(|&other| other != depth);
                own.absorb(&closed);
            }
            if !own.lean.is_empty() {
                self.provisional.insert(Rc::clone(&goal), own);
                self.trail.push(goal);
            } else if own.doubt.as_ref().is_none_or(|doubt| !doubt.passing) {
                self.closed.insert(goal, own.doubt);
            } else if self.steps > 0 {
                self.shallow.insert(goal, self.most_open - depth);
            }
        }
        Err(closed)
    }

    /// Whether a value satisfies all literals.
    fn satisfies(&self, literals: &[Literal], datum: &Datum) -> Option<bool> {
        let mut result = Some(true);
        for literal in literals {
            match literal.holds(self.arena, datum) {
                Some(true) => {}
                Some(false) => return Some(false),
                None => result = None,
            }
        }
        result
    }
}

#[cfg(test)]
mod tests;
