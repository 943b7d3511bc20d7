//! From a goal to a value: one type at a time, and clauses only where the value found without them violates one.

use std::rc::Rc;

use super::branch::Branch;
use super::clauses::{Clause, Step};
use super::{Closed, Literal, Outcome, Search};
use crate::arena::TypeSet;
use crate::datum::Datum;

/// How many branches may be open at once, over all open goals.
const MOST_NESTED: usize = 250;

impl<'a> Search<'a> {
    pub(super) fn explore(&mut self, goal: &[Literal]) -> Outcome {
        let mut branch = Branch::default();
        let mut closed = Closed::default();
        for literal in goal {
            if !branch.add(self.arena, Step::Literal(literal.clone())) {
                return Err(closed);
            }
        }
        for one in branch.types.each() {
            let mut typed = branch.clone();
            typed.types = one;
            match self.typed(goal, typed) {
                Ok(datum) => return Ok(datum),
                Err(other) => closed.absorb(&other),
            }
        }
        Err(closed)
    }

    /// A value of the one type that the branch has left.
    pub(super) fn typed(&mut self, goal: &[Literal], branch: Branch<'a>) -> Outcome {
        self.step()?;
        if self.nesting == MOST_NESTED {
            return Err(Closed::exhausted("the search is nested too deeply"));
        }
        self.nesting += 1;
        let outcome = self.typed_within(goal, branch);
        self.nesting -= 1;
        outcome
    }

    fn typed_within(&mut self, goal: &[Literal], mut branch: Branch<'a>) -> Outcome {
        if !self.propagate(&mut branch) {
            return Err(Closed::default());
        }
        if let Some(values) = branch.listed(self.arena) {
            return self.choose(goal, &branch, &values);
        }
        let datum = match self.build(&branch) {
            Ok(datum) => datum,
            Err(closed) if closed.doubt.is_none() => return Err(closed),
            Err(closed) => match branch.clauses.pop() {
                Some(clause) => return self.split(goal, &branch, &clause),
                None => return Err(closed),
            },
        };
        match self.violated(&branch, &datum) {
            Some(index) => {
                let clause = branch.clauses.remove(index);
                self.split(goal, &branch, &clause)
            }
            None => match self.satisfies(goal, &datum) {
                Some(true) => Ok(datum),
                _ => Err(self.unconfirmed(&branch)),
            },
        }
    }

    /// Adds the clauses that leave no choice; whether the branch is still open.
    fn propagate(&mut self, branch: &mut Branch<'a>) -> bool {
        let mut index = 0;
        while index < branch.clauses.len() {
            let clause = Rc::clone(&branch.clauses[index]);
            if !clause.types.meets(branch.types) {
                branch.clauses.remove(index);
                continue;
            }
            let mut alive = clause.alternatives.iter().filter(|steps| !branch.excludes(steps));
            let Some(first) = alive.next() else { return false };
            if alive.next().is_some() {
                index += 1;
                continue;
            }
            branch.clauses.remove(index);
            if !self.add(branch, first) {
                return false;
            }
            index = 0;
        }
        true
    }

    /// There is a value that may do.
    fn unconfirmed(&self, branch: &Branch<'a>) -> Closed {
        match branch.opaque() {
            Some(opaque) => Closed::doubtful(opaque.name(), self.arena.pointer_to(|keyword| keyword == opaque)),
            None => Closed::doubtful("a value was built that cannot be confirmed", ""),
        }
    }

    /// The first of a few values that satisfies the goal.
    fn choose(&mut self, goal: &[Literal], branch: &Branch<'a>, values: &[Datum]) -> Outcome {
        let mut closed = Closed::default();
        for value in values {
            match self.satisfies(goal, value) {
                Some(true) => return Ok(Rc::new(value.clone())),
                Some(false) => {}
                None => closed.absorb(&self.unconfirmed(branch)),
            }
        }
        Err(closed)
    }

    /// A value that satisfies the assertions of the branch; its clauses are left aside.
    fn build(&mut self, branch: &Branch<'a>) -> Outcome {
        match branch.types {
            TypeSet::INTEGER | TypeSet::FRACTION => self.number(branch),
            TypeSet::STRING => self.string(branch),
            TypeSet::ARRAY => self.array(&branch.list),
            TypeSet::OBJECT => self.object(&branch.record),
            _ => Err(Closed::default()),
        }
    }

    /// The violated clause with the fewest alternatives; else one of which it is unknown whether it is violated.
    fn violated(&self, branch: &Branch<'a>, datum: &Datum) -> Option<usize> {
        let mut unknown = None;
        let mut violated: Option<usize> = None;
        for (index, clause) in branch.clauses.iter().enumerate() {
            match clause.holds(self.arena, datum) {
                Some(true) => {}
                None => unknown = unknown.or(Some(index)),
                Some(false) => {
                    let size = clause.alternatives.len();
                    if violated.is_none_or(|best| size < branch.clauses[best].alternatives.len()) {
                        violated = Some(index);
                    }
                }
            }
        }
        violated.or(unknown)
    }

    fn split(&mut self, goal: &[Literal], branch: &Branch<'a>, clause: &Clause<'a>) -> Outcome {
        let mut closed = Closed::default();
        for steps in &clause.alternatives {
            let mut branch = branch.clone();
            if branch.excludes(steps) || !self.add(&mut branch, steps) {
                continue;
            }
            match self.typed(goal, branch) {
                Ok(datum) => return Ok(datum),
                Err(other) => closed.absorb(&other),
            }
        }
        Err(closed)
    }

    /// Adds the steps of an alternative, unless structural proofs show that they contradict what is there.
    fn add(&mut self, branch: &mut Branch<'a>, steps: &[Step<'a>]) -> bool {
        for step in steps {
            if let Step::Literal(literal) = step
                && self.is_refuted(branch, literal)
            {
                return false;
            }
            if !branch.add(self.arena, step.clone()) {
                return false;
            }
        }
        true
    }

    /// Whether a schema that holds rules the literal out.
    fn is_refuted(&mut self, branch: &Branch<'a>, literal: &Literal) -> bool {
        branch.held.iter().any(|&held| match literal {
            Literal::Holds(node) => self.arena.disjoint(&mut self.memo, held, *node),
            Literal::Fails(node) => self.arena.included(&mut self.memo, held, *node),
            Literal::Differs(_) => false,
        })
    }
}
