//! Numbers: an interval, multiples that are required and multiples that are not allowed, and values that are taken.

use std::rc::Rc;

use num_bigint::BigInt;

use super::branch::{Bound, Branch, Numbers};
use super::{Closed, Outcome, Search};
use crate::arena::TypeSet;
use crate::datum::Datum;
use crate::number::Number;

/// How many multiples are tried before the search gives up.
const MOST_TRIES: u64 = 100_000;

impl<'a> Search<'a> {
    /// A number of the branch's type, the plainest that is near.
    pub(super) fn number(&mut self, branch: &Branch<'a>) -> Outcome {
        let mut facts = branch.numbers.clone();
        let integer = Number::from(1);
        match branch.types {
            TypeSet::INTEGER => facts.units.push(integer),
            _ => facts.avoided.push(integer),
        }
        let taken = |number: &Number| {
            branch.differs.iter().any(|taken| matches!(&**taken, Datum::Number(other) if other == number))
        };
        let found = match facts.units.split_first() {
            Some((first, others)) => {
                let unit = others.iter().fold(first.clone(), |unit, other| unit.common_multiple(other));
                self.multiple(&facts, &unit, &taken)?
            }
            None => decimal(&facts, &taken, branch.differs.len()),
        };
        found.map(|number| Rc::new(Datum::Number(number))).ok_or_else(Closed::default)
    }

    /// A multiple of `unit`. Whether a multiple is one of the avoided too repeats after the common multiple of all of
    /// them, so that a run of that length, and of as many as are taken, shows whether there is one.
    fn multiple(
        &mut self,
        facts: &Numbers,
        unit: &Number,
        taken: &dyn Fn(&Number) -> bool,
    ) -> Result<Option<Number>, Closed> {
        if facts.avoided.iter().any(|avoided| unit.is_multiple_of(avoided)) {
            return Ok(None);
        }
        let period = facts.avoided.iter().fold(unit.clone(), |period, avoided| period.common_multiple(avoided));
        let period = period.quotient(unit).expect("a common multiple is a multiple");
        let start = start(facts, unit);
        let mut offset = BigInt::from(0);
        let mut free = BigInt::from(0);
        for tries in 0..MOST_TRIES {
            let mut alive = false;
            for sign in [1, -1] {
                let number = unit.times(&(&start + &offset * sign));
                if !facts.is_bounded_by(&number) {
                    continue;
                }
                alive = true;
                if !facts.avoided.iter().any(|avoided| number.is_multiple_of(avoided)) {
                    if !taken(&number) {
                        return Ok(Some(number));
                    }
                    free = BigInt::from(0);
                    continue;
                }
                free += 1;
            }
            if !alive || free > &period * 2 + 1 {
                return Ok(None);
            }
            offset += 1;
            if tries % 64 == 63 {
                self.step()?;
            }
        }
        Err(Closed::doubtful("multipleOf", ""))
    }
}

/// The multiple, in units, to start from: the nearest to zero within the bounds.
fn start(facts: &Numbers, unit: &Number) -> BigInt {
    let zero = Number::from(0);
    let least = facts.lower.as_ref().filter(|bound| !above(bound, &zero));
    let most = facts.upper.as_ref().filter(|bound| !below(bound, &zero));
    match (least, most) {
        (Some((limit, exclusive)), _) => {
            let floor = limit.floor_in(unit);
            if unit.times(&floor) < *limit || *exclusive { floor + 1 } else { floor }
        }
        (_, Some((limit, exclusive))) => {
            let floor = limit.floor_in(unit);
            if unit.times(&floor) == *limit && *exclusive { floor - 1 } else { floor }
        }
        _ => BigInt::from(0),
    }
}

fn above((limit, exclusive): &Bound, number: &Number) -> bool {
    number > limit || !exclusive && number == limit
}

fn below((limit, exclusive): &Bound, number: &Number) -> bool {
    number < limit || !exclusive && number == limit
}

impl Numbers {
    fn is_bounded_by(&self, number: &Number) -> bool {
        self.lower.as_ref().is_none_or(|bound| above(bound, number))
            && self.upper.as_ref().is_none_or(|bound| below(bound, number))
    }
}

/// A decimal that is no multiple of what is avoided. With more places than all that is said has, nine in ten of the
/// decimals of an interval are free; each further place gives ten times as many as are taken.
fn decimal(facts: &Numbers, taken: &dyn Fn(&Number) -> bool, most_taken: usize) -> Option<Number> {
    let bounds = facts.lower.iter().chain(&facts.upper).map(|(limit, _)| limit);
    let places = bounds.chain(&facts.avoided).map(Number::places).max().unwrap_or(0);
    let more = most_taken.checked_ilog10().unwrap_or(0) as usize + 3;
    let fits = |number: &Number| {
        facts.is_bounded_by(number) && !facts.avoided.iter().any(|one| number.is_multiple_of(one)) && !taken(number)
    };
    if let (Some((lower, _)), Some((upper, _))) = (&facts.lower, &facts.upper)
        && lower >= upper
    {
        return Some(lower.clone()).filter(fits);
    }
    for places in 0..=places + more {
        let unit = Number::unit(places);
        let start = start(facts, &unit);
        for offset in 0..=2 * most_taken + 12 {
            for sign in [1, -1] {
                let number = unit.times(&(&start + BigInt::from(offset) * sign));
                if fits(&number) {
                    return Some(number);
                }
            }
        }
    }
    None
}
