//! The graph of pairs of schemas that correspond and differ: each pair once, and what leads to it.

use crate::{Payload, Step};
use rustc_hash::FxHashMap;
use std::collections::VecDeque;
use stipula_model::{Kw, SchemaId};

/// Pairs, what leads to them, and the payloads that begin at them.
#[derive(Default)]
pub(crate) struct Graph {
    /// All pairs, in the order they were found.
    pub(crate) pairs: Vec<Pair>,
    /// The payloads and the pairs that they begin at.
    pub(crate) roots: Vec<(Payload, usize)>,
    known: FxHashMap<(SchemaId, SchemaId), usize>,
    queue: VecDeque<usize>,
}

/// Two schemas that correspond.
pub(crate) struct Pair {
    /// The old one.
    pub(crate) old: SchemaId,
    /// The new one.
    pub(crate) new: SchemaId,
    /// What leads to it.
    pub(crate) parents: Vec<Edge>,
    /// Keywords that were compared where a reference to one of the two stands.
    pub(crate) skip: Vec<Kw>,
}

/// What leads from one pair to another.
#[derive(Clone)]
pub(crate) struct Edge {
    /// The pair it leads from.
    pub(crate) parent: usize,
    /// The part of the value that is described; `None` for the same value.
    pub(crate) step: Option<Step>,
    /// True if whatever the part accepts more or less, the whole does too.
    pub(crate) is_monotone: bool,
}

impl Graph {
    /// The pair, queued if it is new; `None` if there are `most` pairs and it is not among them.
    pub(crate) fn pair(&mut self, old: SchemaId, new: SchemaId, skip: &[Kw], most: usize) -> Option<usize> {
        if let Some(known) = self.known.get(&(old, new)) {
            return Some(*known);
        }
        if self.pairs.len() >= most {
            return None;
        }
        self.pairs.push(Pair { old, new, parents: Vec::new(), skip: skip.to_vec() });
        let pair = self.pairs.len() - 1;
        self.known.insert((old, new), pair);
        self.queue.push_back(pair);
        Some(pair)
    }

    /// True if the pair was met.
    pub(crate) fn has(&self, old: SchemaId, new: SchemaId) -> bool {
        self.known.contains_key(&(old, new))
    }

    /// The next pair to compare.
    pub(crate) fn next(&mut self) -> Option<usize> {
        self.queue.pop_front()
    }

    /// Notes what leads to a pair.
    pub(crate) fn lead(&mut self, to: usize, edge: Edge) {
        self.pairs[to].parents.push(edge);
    }
}
