//! The schema arena: every schema of every contract, its resource, and the graph of references.

mod draft;
mod keyword;
mod view;

pub use draft::{Draft, Vocabularies};
pub use keyword::{Kw, Placement, Vocabulary};
pub(crate) use keyword::{OldPlacement, old_placement};
pub use view::{Keyword, Shape, TypeSet, Types};

use crate::{BaseUri, NodeRef};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use stipula_diagnostics::FileId;

/// The number of a schema in [`Schemas`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub u32);

/// The number of a resource in [`Schemas`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceId(pub u32);

/// A schema, by its position. What it says is read from the tree: [`Schemas::keywords`].
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    /// The object or boolean.
    pub at: NodeRef,
    /// The resource it belongs to (JSON Schema Core §4.3.5).
    pub resource: ResourceId,
    /// What its `$ref` leads to, if it has one and it resolves.
    pub target: Option<SchemaId>,
    /// What its `$dynamicRef` (or `$recursiveRef`) leads to at first.
    pub dynamic: Option<DynamicTarget>,
}

/// The first target of a `$dynamicRef` (JSON Schema Core §8.2.3.2).
#[derive(Debug, Clone, Copy)]
pub struct DynamicTarget {
    /// The schema that the reference leads to without a dynamic scope.
    pub schema: SchemaId,
    /// True if a dynamic anchor was named, so that an outer resource may take its place.
    pub is_dynamic: bool,
}

/// A schema resource: what a `$id` (or a file) makes addressable.
#[derive(Debug, Clone)]
pub struct Resource {
    /// Its URI or path.
    pub base: BaseUri,
    /// Its root.
    pub root: NodeRef,
    /// The draft that its keywords are read by.
    pub draft: Draft,
    /// The vocabularies that are in force.
    pub vocabularies: Vocabularies,
    /// Plain anchors.
    pub anchors: BTreeMap<String, NodeRef>,
    /// Dynamic anchors; `$recursiveAnchor: true` is one with an empty name.
    pub dynamic_anchors: BTreeMap<String, NodeRef>,
}

/// All schemas and resources.
#[derive(Debug, Default)]
pub struct Schemas {
    pub(crate) all: Vec<Schema>,
    pub(crate) resources: Vec<Resource>,
    /// For each file, its schemas by node; `u32::MAX` where a node is none.
    pub(crate) by_node: FxHashMap<FileId, Vec<u32>>,
    pub(crate) by_uri: FxHashMap<BaseUri, ResourceId>,
    pub(crate) has_dynamic: bool,
    pub(crate) references: FxHashMap<NodeRef, Reference>,
}

/// What a reference leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// The target, one hop on.
    pub target: NodeRef,
    /// The part of `components` that such things are kept in, such as `schemas` or `parameters`.
    pub section: &'static str,
}

impl Schemas {
    /// A schema.
    ///
    /// # Panics
    /// If the number is of another arena.
    pub fn get(&self, id: SchemaId) -> &Schema {
        &self.all[id.0 as usize]
    }

    /// The resource that a schema belongs to.
    pub fn resource(&self, id: ResourceId) -> &Resource {
        &self.resources[id.0 as usize]
    }

    /// The schema at a node.
    pub fn at(&self, node: NodeRef) -> Option<SchemaId> {
        let id = *self.by_node.get(&node.file)?.get(node.node.0 as usize)?;
        (id != u32::MAX).then_some(SchemaId(id))
    }

    /// The resource with this URI or path.
    pub fn find(&self, base: &BaseUri) -> Option<ResourceId> {
        self.by_uri.get(base).copied()
    }

    /// What the `$ref` (or `$dynamicRef`) with this value leads to: the edges of the reference graph.
    pub fn reference(&self, value: NodeRef) -> Option<Reference> {
        self.references.get(&value).copied()
    }

    /// All edges of the reference graph, in no particular order.
    pub fn references(&self) -> impl Iterator<Item = (NodeRef, Reference)> + '_ {
        self.references.iter().map(|(value, reference)| (*value, *reference))
    }

    /// The resource whose root is at a node: that of a file, for the root of its document.
    pub fn resource_at(&self, root: NodeRef) -> Option<ResourceId> {
        let position = self.resources.iter().position(|resource| resource.root == root)?;
        Some(ResourceId(narrow(position)))
    }

    /// All schemas in the order they were found.
    pub fn iter(&self) -> impl Iterator<Item = (SchemaId, &Schema)> {
        self.all.iter().enumerate().map(|(n, schema)| (SchemaId(narrow(n)), schema))
    }

    /// All resources.
    pub fn resources(&self) -> &[Resource] {
        &self.resources
    }

    /// How many schemas there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

pub(crate) fn narrow(n: usize) -> u32 {
    u32::try_from(n).expect("trees have fewer than 2^32 nodes")
}
