//! What remains of a term after each letter.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::alphabet::Letter;
use super::terms::Id;

/// A function from letters to terms, as its exceptions to what most letters lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    rest: Id,
    /// Sorted by letter; none of them leads to `rest`.
    rows: Vec<(Letter, Id)>,
}

impl Table {
    /// Leads to `inside` on `letters`, which are sorted, and to `outside` on the others.
    pub(super) fn choose(letters: Vec<Letter>, inside: Id, outside: Id, alphabet: usize) -> Self {
        if letters.len() * 2 <= alphabet {
            return Self { rest: outside, rows: letters.into_iter().map(|letter| (letter, inside)).collect() };
        }
        let mut letters = letters.into_iter().peekable();
        let others = (0..).take(alphabet).filter(|letter| letters.next_if_eq(letter).is_none());
        Self { rest: inside, rows: others.map(|letter| (letter, outside)).collect() }
    }

    /// Leads to `to` on all letters.
    pub(super) fn constant(to: Id) -> Self {
        Self { rest: to, rows: Vec::new() }
    }

    /// What `letter` leads to.
    pub(super) fn get(&self, letter: Letter) -> Id {
        self.rows.binary_search_by_key(&letter, |row| row.0).map_or(self.rest, |at| self.rows[at].1)
    }

    /// What the letters without a row lead to.
    pub(super) fn rest(&self) -> Id {
        self.rest
    }

    pub(super) fn rows(&self) -> &[(Letter, Id)] {
        &self.rows
    }

    /// The table with `change` applied to all that it leads to.
    pub(super) fn map(&self, mut change: impl FnMut(Id) -> Id) -> Self {
        let rest = change(self.rest);
        let rows = self.rows.iter().map(|&(letter, to)| (letter, change(to)));
        Self { rest, rows: rows.filter(|row| row.1 != rest).collect() }
    }

    /// The table that leads to `join` of what all of `tables` lead to; `join` of equal terms is that of one of them.
    pub(super) fn join(tables: &[Rc<Self>], mut join: impl FnMut(Vec<Id>) -> Id) -> Self {
        let mut resting: BTreeMap<Id, usize> = BTreeMap::new();
        let mut rows: BTreeMap<Letter, Vec<(Id, Id)>> = BTreeMap::new();
        for table in tables {
            *resting.entry(table.rest).or_default() += 1;
            for &(letter, to) in &table.rows {
                rows.entry(letter).or_default().push((table.rest, to));
            }
        }
        let rest = join(resting.keys().copied().collect());
        let mut joined = Vec::with_capacity(rows.len());
        for (letter, tos) in rows {
            // What the tables without a row for this letter lead to.
            let mut others = resting.clone();
            for (rest, _) in &tos {
                others.entry(*rest).and_modify(|count| *count -= 1);
            }
            let others = others.into_iter().filter(|&(_, count)| count > 0).map(|(rest, _)| rest);
            let to = join(others.chain(tos.iter().map(|row| row.1)).collect());
            if to != rest {
                joined.push((letter, to));
            }
        }
        Self { rest, rows: joined }
    }
}
