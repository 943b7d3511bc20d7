//! Different values for different positions.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::{Closed, Literal, Outcome, Search};
use crate::datum::Datum;

impl Search<'_> {
    /// Up to `count` different values of a goal; if there are fewer, how it was shown that there are no more.
    fn several(&mut self, literals: &[Literal], count: usize) -> (Vec<Rc<Datum>>, Option<Closed>) {
        let mut values: Vec<Rc<Datum>> = Vec::new();
        while values.len() < count {
            let taken = values.iter().map(|value| Literal::Differs(Rc::clone(value)));
            match self.solve(literals.iter().cloned().chain(taken).collect()) {
                Ok(value) => values.push(value),
                Err(closed) => return (values, Some(closed)),
            }
        }
        (values, None)
    }

    /// One value for each position, all different.
    ///
    /// A position whose goal has at least as many values as there are positions can always be served, so that a full
    /// matching between positions and values exists if and only if there is a solution.
    pub(super) fn distinct(&mut self, positions: &[Vec<Literal>]) -> Result<Vec<Rc<Datum>>, Closed> {
        let mut choices: FxHashMap<&[Literal], Vec<usize>> = FxHashMap::default();
        let mut numbers: FxHashMap<Rc<Datum>, usize> = FxHashMap::default();
        let mut values: Vec<Rc<Datum>> = Vec::new();
        let mut closed = Closed::default();
        for literals in positions {
            if choices.contains_key(literals.as_slice()) {
                continue;
            }
            let (own, end) = self.several(literals, positions.len());
            if let Some(end) = end {
                closed.absorb(&end);
            }
            let number = |value: Rc<Datum>| {
                *numbers.entry(Rc::clone(&value)).or_insert_with(|| {
                    values.push(value);
                    values.len() - 1
                })
            };
            choices.insert(literals, own.into_iter().map(number).collect());
        }
        let choices: Vec<&[usize]> = positions.iter().map(|literals| choices[literals.as_slice()].as_slice()).collect();
        let mut owner: Vec<Option<usize>> = vec![None; values.len()];
        for position in 0..positions.len() {
            if !place(position, &choices, &mut owner) {
                return Err(closed);
            }
        }
        let mut served: Vec<Option<Rc<Datum>>> = vec![None; positions.len()];
        for (value, owner) in values.into_iter().zip(owner) {
            if let Some(owner) = owner {
                served[owner] = Some(value);
            }
        }
        served.into_iter().collect::<Option<_>>().ok_or(closed)
    }

    /// Values for all positions, equal ones allowed.
    pub(super) fn each(&mut self, positions: &[Vec<Literal>]) -> Result<Vec<Rc<Datum>>, Closed> {
        positions.iter().map(|literals| -> Outcome { self.solve(literals.clone()) }).collect()
    }
}

/// Finds a value for a position, moving others where they have another choice (an augmenting path, breadth first).
fn place(position: usize, choices: &[&[usize]], owner: &mut [Option<usize>]) -> bool {
    let mut from: Vec<Option<usize>> = vec![None; owner.len()];
    let mut seen = vec![false; owner.len()];
    let mut queue = std::collections::VecDeque::from([(position, None)]);
    while let Some((current, through)) = queue.pop_front() {
        for &value in choices[current] {
            if std::mem::replace(&mut seen[value], true) {
                continue;
            }
            from[value] = through;
            let Some(next) = owner[value] else {
                shift(value, position, &from, owner);
                return true;
            };
            queue.push_back((next, Some(value)));
        }
    }
    false
}

/// Gives each value on the path to the owner of the one before it.
fn shift(mut value: usize, position: usize, from: &[Option<usize>], owner: &mut [Option<usize>]) {
    while let Some(before) = from[value] {
        owner[value] = owner[before];
        value = before;
    }
    owner[value] = Some(position);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_give_way_to_each_other() {
        let choices: [&[usize]; 3] = [&[0, 1], &[0], &[1, 2]];
        let mut owner = vec![None; 3];
        assert!((0..3).all(|position| place(position, &choices, &mut owner)));
        assert_eq!(owner, [Some(1), Some(0), Some(2)]);
    }

    #[test]
    fn too_few_values_do_not_do() {
        let choices: [&[usize]; 3] = [&[0, 1], &[0, 1], &[1, 0]];
        let mut owner = vec![None; 2];
        assert!(!(0..3).all(|position| place(position, &choices, &mut owner)));
    }
}
