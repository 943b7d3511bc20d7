//! Property names: which exist already, and which can be made up.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::branch::{Branch, Record};
use super::clauses::{Names, Step};
use super::{Closed, Literal, Search};
use crate::datum::Datum;
use crate::evaluate;

/// How many patterns are combined.
const MOST_PATTERNS: usize = 5;

/// A kind of property names: which patterns they match, and which they do not.
pub(super) type Cell<'a> = Vec<(&'a str, bool)>;

impl Record<'_> {
    /// The names that are mentioned, in order.
    pub(super) fn mentioned(&self) -> BTreeSet<Rc<str>> {
        let mut names: BTreeSet<Rc<str>> = self.present.keys().chain(&self.absent).cloned().collect();
        names.extend(self.groups.iter().flat_map(|group| &group.named).map(|(name, _)| Rc::from(*name)));
        for (kind, _) in &self.some {
            match kind {
                Names::Other(group) => names.extend(group.named.iter().map(|(name, _)| Rc::from(*name))),
                Names::Outside(others) => names.extend(others.iter().cloned()),
                Names::Matching(_) | Names::Failing(_) => {}
            }
        }
        names
    }
}

/// All kinds of names that patterns tell apart, those that match the fewest first.
pub(super) fn cells<'a>(record: &Record<'a>) -> Result<Vec<Cell<'a>>, Closed> {
    let mut patterns: BTreeSet<&'a str> = BTreeSet::new();
    for group in &record.groups {
        patterns.extend(group.patterns.iter().map(|(pattern, _)| *pattern));
    }
    for (kind, _) in &record.some {
        match kind {
            Names::Matching(pattern) => {
                patterns.insert(pattern);
            }
            Names::Other(group) => patterns.extend(group.patterns.iter().map(|(pattern, _)| *pattern)),
            Names::Outside(_) | Names::Failing(_) => {}
        }
    }
    if patterns.len() > MOST_PATTERNS {
        return Err(Closed::doubtful("patternProperties", ""));
    }
    let mut sets: Vec<usize> = (0..1 << patterns.len()).collect();
    sets.sort_by_key(|set| set.count_ones());
    let cell = |set: usize| patterns.iter().enumerate().map(|(bit, &pattern)| (pattern, set >> bit & 1 == 1)).collect();
    Ok(sets.into_iter().map(cell).collect())
}

impl<'a> Search<'a> {
    /// Whether a name is of the kind.
    pub(super) fn is_of(&self, names: &Names<'a>, name: &str) -> Result<bool, Closed> {
        let matches = |pattern: &str| match self.arena.language(pattern) {
            Some(language) => Ok(language.accepts(name)),
            None => Err(self.beyond([pattern].into_iter())),
        };
        Ok(match names {
            Names::Matching(pattern) => matches(pattern)?,
            Names::Other(group) => {
                let mut other = group.named.iter().all(|(named, _)| *named != name);
                for (pattern, _) in &group.patterns {
                    other &= !matches(pattern)?;
                }
                other
            }
            Names::Outside(others) => !others.contains(name),
            Names::Failing(node) => match self.name_holds(&Literal::Fails(*node), name) {
                Some(fails) => fails,
                None => return Err(Closed::doubtful("propertyNames", "")),
            },
        })
    }

    fn name_holds(&self, literal: &Literal, name: &str) -> Option<bool> {
        literal.holds(self.arena, &Datum::String(name.to_owned()))
    }

    /// Whether `propertyNames` allows a name.
    pub(super) fn allows(&self, record: &Record<'a>, name: &str) -> Result<bool, Closed> {
        let mut allowed = true;
        for &node in &record.names {
            match evaluate::holds(self.arena, node, &Datum::String(name.to_owned())) {
                Some(holds) => allowed &= holds,
                None => return Err(Closed::doubtful("propertyNames", "")),
            }
        }
        Ok(allowed)
    }

    /// A name of a cell that is not taken and that `propertyNames` allows, or rejects where `kind` says so.
    pub(super) fn fresh(
        &mut self,
        record: &Record<'a>,
        cell: &Cell<'a>,
        kind: Option<&Names<'a>>,
        taken: &BTreeSet<Rc<str>>,
    ) -> Result<Rc<str>, Closed> {
        let mut literals: Vec<Literal> = record.names.iter().map(|&node| Literal::Holds(node)).collect();
        if let Some(Names::Failing(node)) = kind {
            literals.push(Literal::Fails(*node));
        }
        let differs = |name: &Rc<str>| Literal::Differs(Rc::new(Datum::String(name.to_string())));
        literals.extend(taken.iter().map(differs));
        let mut branch = Branch::default();
        branch.types = crate::arena::TypeSet::STRING;
        let patterns = cell.iter().map(|(pattern, sign)| Step::Pattern(pattern, *sign));
        // The empty name is legal and looks like a mistake: it is used only where there is no other.
        for least in [1, 0] {
            let mut branch = branch.clone();
            let steps = patterns.clone().chain(literals.iter().cloned().map(Step::Literal));
            let steps = steps.chain([Step::AtLeast(crate::arena::Measure::Length, least)]);
            let open = steps.into_iter().all(|step| branch.add(self.arena, step));
            let outcome = if open { self.typed(&literals, branch) } else { Err(Closed::default()) };
            match outcome {
                Ok(datum) => {
                    let Datum::String(name) = &*datum else { continue };
                    return Ok(Rc::from(name.as_str()));
                }
                Err(closed) if least == 0 => return Err(closed),
                Err(_) => {}
            }
        }
        Err(Closed::default())
    }
}
