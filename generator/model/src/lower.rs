//! Lowering: trees to the model.
//!
//! Each notation has a file here. They share [`Lowering`], which owns the schema arena and follows references.

mod asyncapi;
mod asyncapi_2;
mod asyncapi_3;
mod json_schema;
mod openapi;
mod references;
mod sweep;

use crate::base::BaseUri;
use crate::schema::Vocabularies;
use crate::{Contract, Draft, Kind, Model, NodeRef, Resource, ResourceId, Roots, SchemaId, Schemas, Surface, kind_of};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use stipula_diagnostics::{Diagnostic, FileId};
use stipula_source::{Node, Sources};

/// Lowers every file: first all roots become resources, then the documents are walked, then the
/// references between schemas are followed.
pub(crate) fn lower(sources: &Sources, roots: &Roots) -> (Model, Vec<Diagnostic>) {
    let mut lowering = Lowering::new(sources, roots);
    let documents = lowering.documents();
    lowering.identify(&documents);
    let mut contracts = Vec::new();
    // Documents without a dialect of their own take it from the first that refers to them, so they come last.
    for undeclared in [false, true] {
        for (at, kind) in &documents {
            let resource = lowering.file_resources[&at.file];
            if lowering.undeclared.contains(&at.file) == undeclared {
                contracts.extend(lowering.document(*at, resource, *kind));
            }
        }
        lowering.follow_schema_references();
    }
    for (at, kind) in &documents {
        if matches!(kind, Kind::OpenApi(_) | Kind::AsyncApi(_)) {
            lowering.sweep(*at, lowering.file_resources[&at.file]);
        }
    }
    contracts.sort_by_key(|contract| contract.file);
    lowering.find_cycles();
    let others = documents.into_iter().filter(|(_, kind)| !is_contract(*kind)).collect();
    (Model { contracts, documents: others, schemas: lowering.schemas }, lowering.diagnostics)
}

fn is_contract(kind: Kind) -> bool {
    matches!(kind, Kind::OpenApi(_) | Kind::AsyncApi(_) | Kind::JsonSchema(_))
}

impl Lowering<'_> {
    fn document(&mut self, at: NodeRef, resource: ResourceId, kind: Kind) -> Option<Contract> {
        match kind {
            Kind::OpenApi(version) => Some(openapi::lower(self, at, resource, version)),
            Kind::AsyncApi(version) if version.major == 2 => Some(asyncapi_2::lower(self, at, resource, version)),
            Kind::AsyncApi(version) => Some(asyncapi_3::lower(self, at, resource, version)),
            Kind::JsonSchema(_) => Some(json_schema::lower(self, at, resource, kind)),
            _ => None,
        }
    }
}

struct Lowering<'s> {
    sources: &'s Sources,
    roots: &'s Roots,
    schemas: Schemas,
    diagnostics: Vec<Diagnostic>,
    /// The resource that each file's root is.
    file_resources: FxHashMap<FileId, ResourceId>,
    /// Files that do not say which dialect their schemas are in.
    undeclared: FxHashSet<FileId>,
    /// Files whose dialect was taken from a file that refers to them.
    adopted: FxHashSet<FileId>,
    /// Schemas with references that have not been followed yet.
    pending: Vec<SchemaId>,
    /// References that were already reported.
    reported: FxHashSet<NodeRef>,
}

impl<'s> Lowering<'s> {
    fn new(sources: &'s Sources, roots: &'s Roots) -> Self {
        Self {
            sources,
            roots,
            schemas: Schemas::default(),
            diagnostics: Vec::new(),
            file_resources: FxHashMap::default(),
            undeclared: FxHashSet::default(),
            adopted: FxHashSet::default(),
            pending: Vec::new(),
            reported: FxHashSet::default(),
        }
    }

    fn documents(&self) -> Vec<(NodeRef, Kind)> {
        let document = |file: &stipula_source::SourceFile| {
            let root = file.tree().root()?;
            Some((NodeRef::new(file.id(), root), kind_of(root, file.path())))
        };
        self.roots.files(self.sources).filter_map(document).collect()
    }

    /// Makes a resource of every file, so that references find it whatever the order of lowering.
    fn identify(&mut self, documents: &[(NodeRef, Kind)]) {
        for (at, kind) in documents {
            let root = at.get(self.sources);
            let draft = match kind {
                Kind::OpenApi(version) if version.minor == 0 => Draft::OpenApi30,
                Kind::OpenApi(_) => {
                    root.get_str("jsonSchemaDialect").and_then(Draft::of_uri).unwrap_or(Draft::Draft202012)
                }
                Kind::AsyncApi(_) => Draft::Draft7,
                Kind::JsonSchema(draft) => *draft,
                _ => Draft::Draft202012,
            };
            let path = BaseUri::File(self.roots.path_of(self.sources, at.file));
            let declares = match kind {
                Kind::OpenApi(_) | Kind::AsyncApi(_) => true,
                _ => root.get("$schema").is_some(),
            };
            if !declares {
                self.undeclared.insert(at.file);
            }
            let own_uri = match kind {
                Kind::OpenApi(_) => root.get_str("$self"),
                Kind::JsonSchema(_) => draft.id_keyword().and_then(|key| root.get_str(key)),
                _ => None,
            };
            let base = own_uri
                .map(|uri| uri.split('#').next().unwrap_or_default())
                .filter(|uri| !uri.is_empty())
                .and_then(|uri| path.join(uri).ok())
                .unwrap_or_else(|| path.clone());
            let resource = self.add_resource(base, *at, draft);
            self.schemas.by_uri.entry(path).or_insert(resource);
            self.file_resources.insert(at.file, resource);
        }
        for (at, kind) in documents {
            if let Kind::JsonSchema(_) = kind {
                let resource = self.file_resources[&at.file];
                self.apply_meta_schema(resource, at.get(self.sources));
            }
        }
    }

    fn add_resource(&mut self, base: BaseUri, root: NodeRef, draft: Draft) -> ResourceId {
        let id = ResourceId(crate::schema::narrow(self.schemas.resources.len()));
        self.schemas.by_uri.entry(base.clone()).or_insert(id);
        self.schemas.resources.push(Resource {
            base,
            root,
            draft,
            vocabularies: Vocabularies::ALL,
            anchors: BTreeMap::new(),
            dynamic_anchors: BTreeMap::new(),
        });
        id
    }

    /// Takes draft and vocabularies from the meta-schema that `$schema` names, a loaded one included.
    fn apply_meta_schema(&mut self, resource: ResourceId, root: Node<'_>) {
        let Some(uri) = root.get_str("$schema") else { return };
        if let Some(draft) = Draft::of_uri(uri) {
            self.schemas.resources[resource.0 as usize].draft = draft;
            return;
        }
        let uri = BaseUri::Uri(uri.trim_end_matches('#').to_owned());
        let Some(meta) = self.resolver().meta_schema(&uri) else { return };
        let meta_root = self.schemas.resource(meta).root.get(self.sources);
        let own = &mut self.schemas.resources[resource.0 as usize];
        own.vocabularies = Vocabularies::of_meta_schema(meta_root);
        own.draft = Draft::of_root(meta_root);
    }

    /// A file that declares no dialect is in that of the first schema or description that refers to it.
    fn adopt(&mut self, from: ResourceId, reference: &str) {
        let Ok(target) = self.resolver().resource_of(from, reference) else { return };
        let root = self.schemas.resource(target).root;
        let is_file_root = self.file_resources.get(&root.file) == Some(&target);
        if !is_file_root || !self.undeclared.contains(&root.file) || !self.adopted.insert(root.file) {
            return;
        }
        let (draft, vocabularies) = (self.schemas.resource(from).draft, self.schemas.resource(from).vocabularies);
        let own = &mut self.schemas.resources[target.0 as usize];
        (own.draft, own.vocabularies) = (draft, vocabularies);
        let node = self.get(root);
        let path = self.sources.file(root.file).path();
        let is_schema = matches!(kind_of(node, path), Kind::JsonSchema(_));
        if is_schema || ["definitions", "$defs"].iter().any(|key| node.get(key).is_some()) {
            // Its anchors must be known before the reference is resolved.
            self.schema(root, target);
        }
    }

    fn resolver(&self) -> crate::resolve::Resolver<'_> {
        crate::resolve::Resolver { sources: self.sources, roots: self.roots, schemas: &self.schemas }
    }

    fn get(&self, at: NodeRef) -> Node<'s> {
        at.get(self.sources)
    }

    /// A contract with what every kind has.
    fn contract(&self, at: NodeRef, kind: Kind) -> Contract {
        let root = self.get(at);
        let info = root.get("info");
        let text = |node: Option<Node<'s>>, key: &str| node.and_then(|node| node.get_str(key)).map(str::to_owned);
        let path = self.roots.path_of(self.sources, at.file);
        let is_schema = matches!(kind, Kind::JsonSchema(_));
        let declared = root.get_str("x-surface").and_then(Surface::find);
        Contract {
            file: at.file,
            at,
            kind,
            title: text(info, "title").or_else(|| text(Some(root), "title")),
            version: text(info, "version"),
            surface: if is_schema { declared.or_else(|| Surface::of_path(&path)) } else { None },
            schema: None,
            components: Vec::new(),
            operations: Vec::new(),
            channels: Vec::new(),
            wire_operations: Vec::new(),
            messages: Vec::new(),
            security_schemes: Vec::new(),
            security: Vec::new(),
        }
    }
}
