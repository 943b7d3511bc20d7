use crate::resolve::Resolver;
use crate::{Contract, Kind, NodeRef, ResourceId, Roots, Schemas, lower};
use stipula_diagnostics::{Diagnostic, FileId};
use stipula_source::{Node, Sources};

/// Everything that is known about the loaded contracts.
#[derive(Debug)]
pub struct Model {
    /// The contracts, in order of their files.
    pub contracts: Vec<Contract>,
    /// The other documents: state machines, owners, policies, fixtures and those of no known kind.
    pub documents: Vec<(NodeRef, Kind)>,
    /// All schemas.
    pub schemas: Schemas,
}

impl Model {
    /// Lowers every loaded file into one model; what is wrong with references is among the diagnostics.
    pub fn build(sources: &Sources, roots: &Roots) -> (Model, Vec<Diagnostic>) {
        lower::lower(sources, roots)
    }

    /// The contract in a file.
    pub fn contract_in(&self, file: FileId) -> Option<&Contract> {
        let found = self.contracts.binary_search_by_key(&file, |contract| contract.file);
        found.ok().map(|at| &self.contracts[at])
    }

    /// The documents of a kind.
    pub fn documents_of(&self, kind: Kind) -> impl Iterator<Item = NodeRef> + '_ {
        self.documents.iter().filter(move |(_, k)| *k == kind).map(|(at, _)| *at)
    }

    /// The `x-` keys of an object, unknown ones included.
    pub fn extensions(sources: &Sources, at: NodeRef) -> impl Iterator<Item = (&str, Node<'_>)> {
        at.get(sources).members().filter(|(key, _)| key.starts_with("x-"))
    }
}

impl Model {
    /// Where a reference that stands in a schema's or a document's resource leads.
    pub fn resolve(&self, sources: &Sources, roots: &Roots, from: ResourceId, reference: &str) -> Option<NodeRef> {
        let resolver = Resolver { sources, roots, schemas: &self.schemas };
        resolver.resolve(from, reference).ok().map(|target| target.node)
    }
}
