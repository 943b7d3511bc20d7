//! Objects: properties that must be there, properties of a kind that must be there, and as many as are counted.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::branch::Record;
use super::names::{Cell, cells};
use super::{Closed, Literal, Outcome, Search};
use crate::datum::Datum;

/// The most properties that an object is filled up with.
const MOST_MEMBERS: u64 = 2_000;

/// The properties that have been chosen, and what each must satisfy beyond what its name asks for.
type Chosen = BTreeMap<Rc<str>, Vec<Literal>>;

impl<'a> Search<'a> {
    pub(super) fn object(&mut self, record: &Record<'a>) -> Outcome {
        if record.least > record.most || record.present.keys().any(|name| record.absent.contains(name)) {
            return Err(Closed::default());
        }
        for (name, literals) in &record.present {
            if !self.allows(record, name)? {
                return Err(Closed::default());
            }
            self.member(record, name, literals)?;
        }
        let needs_cells = !record.some.is_empty() || record.least > record.present.len() as u64;
        let (cells, doubt) = match needs_cells.then(|| cells(record)) {
            None => (Vec::new(), Closed::default()),
            Some(Ok(cells)) => (cells, Closed::default()),
            Some(Err(doubt)) => (Vec::new(), doubt),
        };
        self.settle(record, &cells, record.present.clone(), 0).map_err(|mut closed| {
            closed.absorb(&doubt);
            closed
        })
    }

    /// The value of a property.
    fn member(&mut self, record: &Record<'a>, name: &str, literals: &[Literal]) -> Outcome {
        let mut goal = literals.to_vec();
        for group in &record.groups {
            match group.of(self.arena, name) {
                Ok(nodes) => goal.extend(nodes.into_iter().map(Literal::Holds)),
                Err(pattern) => return Err(self.beyond([pattern].into_iter())),
            }
        }
        self.solve(goal)
    }

    /// Finds a property for each kind of which there must be one, from `index` on.
    fn settle(&mut self, record: &Record<'a>, cells: &[Cell<'a>], chosen: Chosen, index: usize) -> Outcome {
        if chosen.len() as u64 > record.most {
            return Err(Closed::default());
        }
        let Some((kind, literal)) = record.some.get(index) else {
            return self.fill(record, cells, chosen);
        };
        self.step()?;
        let mut closed = Closed::default();
        let mut candidates = record.mentioned();
        candidates.extend(chosen.keys().cloned());
        for name in &candidates {
            match self.is_of(kind, name) {
                Ok(true) => {}
                Ok(false) => continue,
                Err(doubt) => {
                    closed.absorb(&doubt);
                    continue;
                }
            }
            match self.take(record, cells, &chosen, (name, literal.as_ref()), index) {
                Ok(datum) => return Ok(datum),
                Err(other) => closed.absorb(&other),
            }
        }
        for cell in cells {
            let name = match self.fresh(record, cell, Some(kind), &candidates) {
                Ok(name) => name,
                Err(other) => {
                    closed.absorb(&other);
                    continue;
                }
            };
            if !matches!(self.is_of(kind, &name), Ok(true)) {
                continue;
            }
            match self.take(record, cells, &chosen, (&name, literal.as_ref()), index) {
                Ok(datum) => return Ok(datum),
                Err(other) => closed.absorb(&other),
            }
        }
        Err(closed)
    }

    /// Chooses a property for the kind at `index`, and goes on to the next.
    fn take(
        &mut self,
        record: &Record<'a>,
        cells: &[Cell<'a>],
        chosen: &Chosen,
        (name, literal): (&Rc<str>, Option<&Literal>),
        index: usize,
    ) -> Outcome {
        if record.absent.contains(name) || !self.allows(record, name)? {
            return Err(Closed::default());
        }
        let mut chosen = chosen.clone();
        let literals = chosen.entry(Rc::clone(name)).or_default();
        literals.extend(literal.cloned());
        let literals = literals.clone();
        self.member(record, name, &literals)?;
        self.settle(record, cells, chosen, index + 1)
    }

    /// Adds properties until there are enough, and gives each its value.
    fn fill(&mut self, record: &Record<'a>, cells: &[Cell<'a>], mut chosen: Chosen) -> Outcome {
        let mut closed = Closed::default();
        if record.least > MOST_MEMBERS {
            return Err(Closed::doubtful("minProperties", ""));
        }
        let least = usize::try_from(record.least).unwrap_or(usize::MAX);
        let mut taken = record.mentioned();
        taken.extend(chosen.keys().cloned());
        for name in &taken {
            if chosen.len() >= least {
                break;
            }
            if chosen.contains_key(name) || record.absent.contains(name) || !self.allows(record, name)? {
                continue;
            }
            match self.member(record, name, &[]) {
                Ok(_) => {
                    chosen.insert(Rc::clone(name), Vec::new());
                }
                Err(other) => closed.absorb(&other),
            }
        }
        for cell in cells {
            while chosen.len() < least {
                let fresh = self.fresh(record, cell, None, &taken);
                let tried = fresh.and_then(|name| self.member(record, &name, &[]).map(|_| name));
                match tried {
                    Ok(name) => {
                        taken.insert(Rc::clone(&name));
                        chosen.insert(name, Vec::new());
                    }
                    Err(other) => {
                        closed.absorb(&other);
                        break;
                    }
                }
            }
        }
        if chosen.len() < least {
            return Err(closed);
        }
        let mut members = BTreeMap::new();
        for (name, literals) in &chosen {
            members.insert(name.to_string(), (*self.member(record, name, literals)?).clone());
        }
        Ok(Rc::new(Datum::Object(members)))
    }
}
