//! Walks the derivatives of a term, letter by letter, as far as a question asks.

use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::alphabet::Alphabet;
use super::budget::{Budget, Exhausted};
use super::table::Table;
use super::terms::{EMPTY, Id, NONE, Term, Terms};

/// How deep terms may nest in each other: a guard for the stack, far beyond what patterns are made of.
const MAX_DEPTH: usize = 1_000;

/// The automaton of a question: its states are terms, its transitions are their derivatives.
pub(super) struct Explorer<'a> {
    terms: Terms,
    alphabet: Arc<Alphabet>,
    tables: FxHashMap<Id, Rc<Table>>,
    budget: &'a mut Budget,
    /// How much of the work of `terms` the budget has paid for.
    paid: u64,
    depth: usize,
}

impl<'a> Explorer<'a> {
    /// An automaton over the terms of `terms`, whose classes `alphabet` spells.
    pub(super) fn new(terms: Terms, alphabet: Arc<Alphabet>, budget: &'a mut Budget) -> Self {
        let paid = terms.work();
        Self { terms, alphabet, tables: FxHashMap::default(), budget, paid, depth: 0 }
    }

    pub(super) fn alphabet(&self) -> &Alphabet {
        &self.alphabet
    }

    pub(super) fn spend(&mut self, steps: usize) -> Result<(), Exhausted> {
        self.budget.spend(steps as u64)
    }

    /// Whether the word that led to `state` is accepted.
    pub(super) fn is_accepting(&self, state: Id) -> bool {
        self.terms.is_nullable(state)
    }

    /// What remains of `state` after each letter.
    pub(super) fn table(&mut self, state: Id) -> Result<Rc<Table>, Exhausted> {
        if let Some(table) = self.tables.get(&state) {
            return Ok(Rc::clone(table));
        }
        if self.depth == MAX_DEPTH {
            return Err(Exhausted);
        }
        self.depth += 1;
        let table = self.derive(state);
        self.depth -= 1;
        let table = Rc::new(table?);
        let work = self.terms.work() - self.paid;
        self.paid += work;
        self.budget.spend(work + table.rows().len() as u64 + 1)?;
        self.tables.insert(state, Rc::clone(&table));
        Ok(table)
    }

    fn derive(&mut self, state: Id) -> Result<Table, Exhausted> {
        match self.terms.get(state).clone() {
            Term::Empty => Ok(Table::constant(NONE)),
            Term::Class(set) => {
                let letters = self.alphabet.spell(&set);
                self.spend(self.alphabet.len())?;
                Ok(Table::choose(letters, EMPTY, NONE, self.alphabet.len()))
            }
            Term::Cat(head, tail) => self.derive_cat(head, tail),
            Term::Or(parts) => {
                let tables = self.tables_of(&parts)?;
                Ok(Table::join(&tables, |tos| self.terms.or(tos)))
            }
            Term::And(parts) => {
                let tables = self.tables_of(&parts)?;
                Ok(Table::join(&tables, |tos| self.terms.and(tos)))
            }
            Term::Not(body) => {
                let table = self.table(body)?;
                Ok(table.map(|to| self.terms.not(to)))
            }
            Term::Repeat(body, min, max) => {
                let table = self.table(body)?;
                let rest = self.terms.repeat(body, min.saturating_sub(1), max.map(|max| max - 1));
                Ok(table.map(|to| self.terms.cat_each(to, rest)))
            }
            Term::Loop(index) => {
                let body = self.terms.loop_body(index);
                Ok(self.table(body)?.as_ref().clone())
            }
        }
    }

    fn derive_cat(&mut self, head: Id, tail: Id) -> Result<Table, Exhausted> {
        let table = self.table(head)?.map(|to| self.terms.cat_each(to, tail));
        if !self.terms.is_nullable(head) {
            return Ok(table);
        }
        for tail in self.skipped_to(tail).into_iter().rev() {
            self.table(tail)?;
        }
        let either = [Rc::new(table), self.table(tail)?];
        Ok(Table::join(&either, |tos| self.terms.or(tos)))
    }

    /// The tails of the chain `at` that are reached without a letter, as far as they have no table. The chain may be
    /// long: with the last of them derived first, nothing recurses deep.
    fn skipped_to(&self, mut at: Id) -> Vec<Id> {
        let mut tails = Vec::new();
        while !self.tables.contains_key(&at) {
            tails.push(at);
            match *self.terms.get(at) {
                Term::Cat(head, tail) if self.terms.is_nullable(head) => at = tail,
                _ => break,
            }
        }
        tails
    }

    fn tables_of(&mut self, parts: &[Id]) -> Result<Vec<Rc<Table>>, Exhausted> {
        parts.iter().map(|&part| self.table(part)).collect()
    }

    /// Whether `word` belongs to `root`.
    pub(super) fn accepts(&mut self, root: Id, word: &str) -> Result<bool, Exhausted> {
        let mut state = root;
        for c in word.chars() {
            state = self.table(state)?.get(self.alphabet.letter(c));
        }
        Ok(self.is_accepting(state))
    }

    /// The states one letter after those of `layer`, dead ones left out; sorted.
    pub(super) fn step(&mut self, layer: &[Id]) -> Result<Vec<Id>, Exhausted> {
        let mut next = Vec::new();
        for &state in layer {
            let table = self.table(state)?;
            self.spend(1 + table.rows().len())?;
            next.extend(table.rows().iter().map(|row| row.1));
            if table.rows().len() < self.alphabet.len() {
                next.push(table.rest());
            }
        }
        next.sort_unstable();
        next.dedup();
        next.retain(|&state| state != NONE);
        Ok(next)
    }

    /// The states that are reached from `root` by exactly `length` letters. Layers that come round again are
    /// skipped (Brent's cycle detection), so that a great length is no great work.
    pub(super) fn layer(&mut self, root: Id, length: u64) -> Result<Vec<Id>, Exhausted> {
        let mut layer = vec![root];
        let (mut kept, mut kept_at, mut at) = (layer.clone(), 0_u64, 0_u64);
        while at < length {
            layer = self.step(&layer)?;
            at += 1;
            self.spend(1)?;
            if layer == kept {
                at = length - (length - at) % (at - kept_at);
            }
            if at >= kept_at.saturating_mul(2) {
                (kept, kept_at) = (layer.clone(), at);
            }
        }
        Ok(layer)
    }

    /// The least number of letters, at most `room`, by which some state of `layer` leads to acceptance.
    pub(super) fn nearest(&mut self, layer: &[Id], room: Option<u64>) -> Result<Option<u64>, Exhausted> {
        let mut seen: FxHashSet<Id> = layer.iter().copied().collect();
        let mut layer = layer.to_vec();
        let mut distance = 0;
        while !layer.is_empty() {
            if layer.iter().any(|&state| self.is_accepting(state)) {
                return Ok(Some(distance));
            }
            if room == Some(distance) {
                break;
            }
            layer = self.step(&layer)?;
            layer.retain(|&state| seen.insert(state));
            distance += 1;
        }
        Ok(None)
    }
}
