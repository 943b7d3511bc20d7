//! What the parts of the comparison share: the two versions, the pairs of contracts and what was found.

use crate::equality::{Equality, Sameness};
use crate::schemas::{self, Graph, Reached, References};
use crate::{About, ContractPair, Diff, Fact, Payload, Version, pairing};
use rustc_hash::FxHashSet;
use stipula_model::{NodeRef, ResourceId, Schemas};
use stipula_source::{Node, Sources};

/// Collects facts and payloads.
pub(crate) struct Comparer<'a> {
    /// The old version.
    pub(crate) old: Version<'a>,
    /// The new version.
    pub(crate) new: Version<'a>,
    /// What is equal.
    pub(crate) equality: Equality<'a>,
    /// The pairs of schemas that differ. Until the end, facts have their numbers.
    pub(crate) graph: Graph,
    /// What became of names.
    pub(crate) references: References,
    /// The pairs of resources whose dialects were found to differ.
    pub(crate) dialects: FxHashSet<(ResourceId, ResourceId)>,
    contracts: Vec<ContractPair>,
    facts: Vec<Fact>,
}

impl<'a> Comparer<'a> {
    /// Pairs the contracts and their named schemas.
    pub(crate) fn new(old: Version<'a>, new: Version<'a>) -> Self {
        let contracts = pairing::contracts(old, new);
        let twins = pairing::files(old, new, &contracts);
        let mut comparer = Self {
            old,
            new,
            equality: Equality::new(old, new, twins),
            graph: Graph::default(),
            references: References::default(),
            dialects: FxHashSet::default(),
            contracts,
            facts: Vec::new(),
        };
        schemas::compare_components(&mut comparer);
        comparer
    }

    /// The files of both versions.
    pub(crate) fn sources(&self) -> &'a Sources {
        self.old.sources
    }

    /// The value at a node of either version.
    pub(crate) fn node(&self, at: NodeRef) -> Node<'a> {
        at.get(self.sources())
    }

    /// The contracts: pairs, then those that only one version has. [`crate::Diff::contracts`].
    pub(crate) fn contracts(&self) -> &[ContractPair] {
        &self.contracts
    }

    /// True if nothing below the two values differs: contents are equal whatever the order of members, and so is
    /// everything that references lead to. A moved or renamed target does not count.
    pub(crate) fn same(&mut self, old: NodeRef, new: NodeRef) -> bool {
        self.equality.compare(old, new) < Sameness::Different
    }

    /// Compares what travels at one place; nothing happens where the two schemas are the same.
    pub(crate) fn payload(&mut self, payload: Payload) {
        let at = |schemas: &Schemas, id| schemas.get(id).at;
        let nodes = (at(&self.old.model.schemas, payload.old), at(&self.new.model.schemas, payload.new));
        if self.equality.compare(nodes.0, nodes.1) == Sameness::Same {
            return;
        }
        let most = self.most_pairs();
        // A payload's own pair is always compared: there are no more payloads than schemas.
        if let Some(pair) = self.graph.pair(payload.old, payload.new, &[], most.saturating_mul(2)) {
            self.graph.roots.push((payload, pair));
            schemas::walk(self);
        }
    }

    /// Notes a fact.
    pub(crate) fn fact(&mut self, fact: Fact) {
        self.facts.push(fact);
    }

    /// Schemas that correspond in more ways than this are judged as a whole.
    pub(crate) fn most_pairs(&self) -> usize {
        4 * (self.old.model.schemas.len() + self.new.model.schemas.len()) + 1000
    }

    /// The result.
    pub(crate) fn finish(mut self) -> Diff {
        schemas::compare_rest(&mut self);
        let mut facts = self.facts;
        let of_schemas = facts.iter().filter_map(|fact| match &fact.about {
            About::Schema(pair, _) => Some(*pair),
            _ => None,
        });
        let Reached { payloads, schemas, numbers } = Reached::of(&self.graph, self.old, self.new, of_schemas);
        for fact in &mut facts {
            if let About::Schema(pair, _) = &mut fact.about {
                *pair = numbers[pair];
            }
        }
        let order = |fact: &Fact| (fact.new, fact.old, fact.kind);
        facts.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.name.cmp(&b.name)));
        Diff { contracts: self.contracts, payloads, schemas, facts }
    }
}
