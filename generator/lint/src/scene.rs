//! What rules look at: the model once more, with what every rule would otherwise have to find out for itself.
//!
//! ```text
//! Model ─► schemas (stand, surfaces) ─┐
//!       ─► views of contracts, operations, channels, messages, examples, state machines ─► hooks
//! ```

mod contracts;
mod machines;
mod places;
mod schemas;

pub(crate) use contracts::json_schema;
pub use contracts::{
    ChannelView, ContractView, ExampleView, Family, MessageView, OperationView, ParameterView, PropertyView,
};
pub use machines::{Guard, Machine, State, Transition};
pub use schemas::{SchemaView, Stand};

use crate::{Settings, Surfaces};
use rustc_hash::{FxHashMap, FxHashSet};
use stipula_diagnostics::FileId;
use stipula_model::{Contract, Kind, Model, NodeRef, Roots, SchemaId, Surface};
use stipula_source::{Node, Sources};

/// Everything that is known about the loaded contracts, prepared for rules.
pub struct Scene<'m> {
    /// The files.
    pub sources: &'m Sources,
    /// The model.
    pub model: &'m Model,
    /// The roots.
    pub roots: &'m Roots,
    /// The contracts of the model, in its order.
    pub contracts: Vec<ContractView<'m>>,
    /// The state machines.
    pub machines: Vec<Machine<'m>>,
    schemas: Vec<SchemaView<'m>>,
    by_file: FxHashMap<FileId, usize>,
    operations: FxHashMap<&'m str, (usize, usize)>,
    messages: FxHashMap<&'m str, (usize, usize)>,
}

impl<'m> Scene<'m> {
    /// Prepares a model. Files for which `is_meant` is false are seen by what refers to them, and not judged.
    pub fn new(
        sources: &'m Sources,
        model: &'m Model,
        roots: &'m Roots,
        settings: &Settings,
        is_meant: &dyn Fn(FileId) -> bool,
    ) -> Scene<'m> {
        let mut contracts = Vec::with_capacity(model.contracts.len());
        for (index, contract) in model.contracts.iter().enumerate() {
            let path = roots.path_of(sources, contract.file);
            let surfaces = own_surfaces(contract, sources, &path, settings);
            let is_main = sources.file(contract.file).root() == roots.main;
            let node = contract.at.get(sources);
            let is_meant = is_main && is_meant(contract.file);
            contracts.push(ContractView { index, contract, node, path, surfaces, is_meant });
        }
        let by_file = contracts.iter().map(|view| (view.contract.file, view.index)).collect();
        let mut operations = FxHashMap::default();
        let mut messages = FxHashMap::default();
        for (index, contract) in model.contracts.iter().enumerate() {
            for (n, operation) in contract.operations.iter().enumerate() {
                if let Some(id) = &operation.id {
                    operations.entry(id.as_str()).or_insert((index, n));
                }
            }
            for (n, message) in contract.messages.iter().enumerate() {
                messages.entry(message.name.as_str()).or_insert((index, n));
            }
        }
        let machines = model.documents_of(Kind::StateMachine).map(|at| Machine::of(at, sources, roots)).collect();
        let schemas = schemas::views(sources, model, &contracts, &by_file);
        Scene { sources, model, roots, contracts, machines, schemas, by_file, operations, messages }
    }

    /// All schemas, in the model's order.
    pub(crate) fn schemas(&self) -> &[SchemaView<'m>] {
        &self.schemas
    }

    /// A schema.
    pub fn schema(&self, id: SchemaId) -> &SchemaView<'m> {
        &self.schemas[id.0 as usize]
    }

    /// The schema at a value, if it is one.
    pub fn schema_at(&self, at: NodeRef) -> Option<&SchemaView<'m>> {
        self.model.schemas.at(at).map(|id| self.schema(id))
    }

    /// The schema that a schema stands for: through `$ref`, and through an `allOf` of one.
    pub fn resolved(&self, id: SchemaId) -> &SchemaView<'m> {
        const MOST_HOPS: usize = 32;
        let mut view = self.schema(id);
        for _ in 0..MOST_HOPS {
            let next = view.target.or_else(|| view.only_part(self));
            match next {
                Some(next) if next != view.id => view = self.schema(next),
                _ => break,
            }
        }
        view
    }

    /// Every property that an object declares: its own, and those of what it refers to and is composed of by `allOf`.
    /// The nearest declaration of a name counts.
    pub fn all_properties(&self, id: SchemaId) -> Vec<PropertyView<'_>> {
        const MOST_PARTS: usize = 64;
        let (mut found, mut names, mut seen) = (Vec::new(), FxHashSet::default(), FxHashSet::default());
        let mut parts = vec![id];
        let mut next = 0;
        while let Some(part) = parts.get(next).copied().filter(|_| next < MOST_PARTS) {
            next += 1;
            if !seen.insert(part) {
                continue;
            }
            let view = self.schema(part);
            for property in self.properties(view) {
                if names.insert(property.name) {
                    found.push(property);
                }
            }
            parts.extend(view.target);
            parts.extend(view.branches(self, "allOf"));
        }
        found
    }

    /// The properties that a schema declares itself.
    pub fn properties<'s>(&'s self, owner: &'s SchemaView<'m>) -> impl Iterator<Item = PropertyView<'s>> {
        let required = owner.node.get("required");
        owner.property_ids(self).map(move |(key, id)| {
            let name = key.as_str().unwrap_or_default();
            let is_required = required.is_some_and(|list| list.items().any(|item| item.as_str() == Some(name)));
            let (schema, resolved) = (self.schema(id), self.resolved(id));
            PropertyView { owner, name, key_at: owner.at.sibling(key), schema, resolved, is_required }
        })
    }

    /// A declared property by its name, through `$ref` and `allOf`.
    pub fn property(&self, id: SchemaId, name: &str) -> Option<PropertyView<'_>> {
        self.all_properties(id).into_iter().find(|property| property.name == name)
    }

    /// The contract in a file.
    pub fn contract_in(&self, file: FileId) -> Option<&ContractView<'m>> {
        self.by_file.get(&file).map(|index| &self.contracts[*index])
    }

    /// The contract that a schema stands in.
    pub fn contract_of(&self, schema: &SchemaView<'_>) -> Option<&ContractView<'m>> {
        self.contract_in(schema.at.file)
    }

    /// The contract at a path below the main root, such as `canonical/money.schema.json`.
    pub fn contract_at(&self, path: &str) -> Option<&ContractView<'m>> {
        self.contracts.iter().find(|view| view.path == path)
    }

    /// The operation with an `operationId`.
    pub fn operation(&self, id: &str) -> Option<OperationView<'_>> {
        let (contract, n) = *self.operations.get(id)?;
        let contract = &self.contracts[contract];
        Some(OperationView::of(contract, &contract.contract.operations[n], self.sources))
    }

    /// The message with a name.
    pub fn message(&self, name: &str) -> Option<MessageView<'_>> {
        let (contract, n) = *self.messages.get(name)?;
        let contract = &self.contracts[contract];
        Some(MessageView::of(contract, &contract.contract.messages[n], self))
    }

    /// All operations of the repository.
    pub fn operations(&self) -> impl Iterator<Item = OperationView<'_>> {
        self.contracts.iter().flat_map(|view| view.operations(self.sources))
    }

    /// All messages of the repository.
    pub fn messages(&self) -> impl Iterator<Item = MessageView<'_>> {
        self.contracts.iter().flat_map(|view| view.messages(self))
    }

    /// The value at a place.
    pub fn node(&self, at: NodeRef) -> Node<'m> {
        at.get(self.sources)
    }

    /// What a `$ref` object leads to, one hop on; anything else is itself.
    pub fn follow(&self, at: NodeRef) -> NodeRef {
        let reference = at.get(self.sources).get("$ref").map(|value| at.sibling(value));
        reference.and_then(|value| self.model.schemas.reference(value)).map_or(at, |reference| reference.target)
    }

    /// The documents of a kind, each with its path below the main root.
    pub fn documents(&self, kind: Kind) -> impl Iterator<Item = (NodeRef, Node<'m>, String)> + '_ {
        let of_kind = self.model.documents_of(kind);
        of_kind.map(|at| (at, at.get(self.sources), self.roots.path_of(self.sources, at.file)))
    }
}

/// The surface of a standalone schema by `x-surface`, configuration or folder; none for documents that have several.
fn own_surfaces(contract: &Contract, sources: &Sources, path: &str, settings: &Settings) -> Surfaces {
    if contract.schema.is_none() {
        return Surfaces::NONE;
    }
    let declared = contract.at.get(sources).get_str("x-surface");
    if declared == Some("canonical") || declared.is_none() && settings.is_canonical(path) {
        return Surfaces::CANONICAL;
    }
    contract.surface.or_else(|| Surface::of_path(path)).map_or(Surfaces::NONE, Surfaces::of)
}
