//! From the pairs that have facts back to the payloads that reach them.

use super::graph::Graph;
use crate::{Flow, Payload, Reach, SchemaPair, Step, Version};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeSet, VecDeque};
use stipula_model::{Role, Surface};

/// More payloads than this are not listed for one pair, but for one of each surface, flow and role.
const MOST_PAYLOADS: usize = 4_096;

/// The parts of the result that the graph gives.
pub(crate) struct Reached {
    /// The payloads that reach a fact, in order of their contracts.
    pub(crate) payloads: Vec<Payload>,
    /// The pairs with facts.
    pub(crate) schemas: Vec<SchemaPair>,
    /// The place in `schemas` of each pair with facts.
    pub(crate) numbers: FxHashMap<usize, usize>,
}

impl Reached {
    /// Finds what reaches the pairs that facts are about.
    pub(crate) fn of(
        graph: &Graph,
        old: Version<'_>,
        new: Version<'_>,
        with_facts: impl Iterator<Item = usize>,
    ) -> Self {
        let place = |pair: &usize| {
            let pair = &graph.pairs[*pair];
            (new.model.schemas.get(pair.new).at, old.model.schemas.get(pair.old).at)
        };
        let mut pairs: Vec<usize> = with_facts.collect::<BTreeSet<_>>().into_iter().collect();
        pairs.sort_by_key(place);
        let mut search = Search::new(graph);
        let found: Vec<Vec<Found>> = pairs.iter().map(|pair| search.payloads(*pair)).collect();
        let mut kept: Vec<usize> =
            found.iter().flatten().map(|found| found.root).collect::<BTreeSet<_>>().into_iter().collect();
        kept.sort_by_key(|root| graph.roots[*root].0.contract);
        let renumbered: FxHashMap<usize, usize> = kept.iter().enumerate().map(|(n, root)| (*root, n)).collect();
        let schemas = pairs.iter().zip(found).map(|(pair, found)| {
            let mut reach: Vec<Reach> = limited(graph, found).map(|found| found.reach(&renumbered)).collect();
            reach.sort_by_key(|reach| reach.payload);
            SchemaPair { old: graph.pairs[*pair].old, new: graph.pairs[*pair].new, reach }
        });
        Self {
            schemas: schemas.collect(),
            payloads: kept.iter().map(|root| graph.roots[*root].0.clone()).collect(),
            numbers: pairs.iter().enumerate().map(|(n, pair)| (*pair, n)).collect(),
        }
    }
}

/// The first ones, and one for each surface, flow and role, so that no direction is lost.
fn limited(graph: &Graph, found: Vec<Found>) -> impl Iterator<Item = Found> {
    let mut seen: FxHashSet<(Option<Surface>, Flow, Role, bool)> = FxHashSet::default();
    found
        .into_iter()
        .enumerate()
        .filter(move |(n, found)| {
            let payload = &graph.roots[found.root].0;
            let is_first = seen.insert((payload.surface, payload.flow, payload.role, found.is_monotone));
            is_first || *n < MOST_PAYLOADS
        })
        .map(|(_, found)| found)
}

struct Found {
    root: usize,
    path: Vec<Step>,
    is_monotone: bool,
}

impl Found {
    fn reach(self, numbers: &FxHashMap<usize, usize>) -> Reach {
        Reach { payload: numbers[&self.root], path: self.path, is_monotone: self.is_monotone }
    }
}

/// What one search found out about a pair.
#[derive(Clone, Copy)]
struct Mark {
    /// The number of the search that it belongs to.
    search: u32,
    /// Steps to the pair that was asked about.
    steps: u32,
    /// The next pair on the way, and the number of its edge that leads there.
    next: Option<(usize, usize)>,
    /// True if some way leads through a place where more for the part can be less for the whole.
    is_any: bool,
}

/// Searches the graph backwards.
struct Search<'g> {
    graph: &'g Graph,
    roots: Vec<Vec<usize>>,
    marks: Vec<Mark>,
    /// The number of the search that is going on.
    current: u32,
}

impl<'g> Search<'g> {
    fn new(graph: &'g Graph) -> Self {
        let mut roots = vec![Vec::new(); graph.pairs.len()];
        for (number, (_, pair)) in graph.roots.iter().enumerate() {
            roots[*pair].push(number);
        }
        let unmarked = Mark { search: 0, steps: 0, next: None, is_any: false };
        Self { graph, roots, marks: vec![unmarked; graph.pairs.len()], current: 0 }
    }

    /// The payloads that reach a pair, in order.
    fn payloads(&mut self, pair: usize) -> Vec<Found> {
        let reached = self.shortest(pair);
        self.bearings(&reached);
        let mut found: Vec<Found> = Vec::new();
        for from in reached {
            for root in &self.roots[from] {
                found.push(Found { root: *root, path: self.path(from), is_monotone: !self.marks[from].is_any });
            }
        }
        found.sort_by_key(|found| found.root);
        found
    }

    /// Marks all that leads to a pair with the fewest steps; a step within one value costs nothing.
    fn shortest(&mut self, pair: usize) -> Vec<usize> {
        let graph = self.graph;
        self.current += 1;
        self.marks[pair] = Mark { search: self.current, steps: 0, next: None, is_any: false };
        let mut reached = vec![pair];
        let mut queue = VecDeque::from([(pair, 0)]);
        while let Some((at, steps)) = queue.pop_front() {
            if self.marks[at].steps < steps {
                continue;
            }
            for (number, edge) in graph.pairs[at].parents.iter().enumerate() {
                let steps = steps + u32::from(edge.step.is_some());
                let mark = &mut self.marks[edge.parent];
                let is_new = mark.search != self.current;
                if !is_new && mark.steps <= steps {
                    continue;
                }
                if is_new {
                    reached.push(edge.parent);
                }
                *mark = Mark { search: self.current, steps, next: Some((at, number)), is_any: false };
                match edge.step {
                    Some(_) => queue.push_back((edge.parent, steps)),
                    None => queue.push_front((edge.parent, steps)),
                }
            }
        }
        reached
    }

    /// Marks all from which some way leads through such a place.
    fn bearings(&mut self, reached: &[usize]) {
        let graph = self.graph;
        let edges = reached.iter().flat_map(|at| &graph.pairs[*at].parents);
        let mut left: Vec<usize> = edges.filter(|edge| !edge.is_monotone).map(|edge| edge.parent).collect();
        while let Some(at) = left.pop() {
            if !self.marks[at].is_any {
                self.marks[at].is_any = true;
                left.extend(graph.pairs[at].parents.iter().map(|edge| edge.parent));
            }
        }
    }

    fn path(&self, from: usize) -> Vec<Step> {
        let mut path = Vec::new();
        let mut at = from;
        while let Some((next, edge)) = self.marks[at].next {
            path.extend(self.graph.pairs[next].parents[edge].step.clone());
            at = next;
        }
        path
    }
}
