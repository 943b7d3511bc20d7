//! One self-contained document of a contract: what other files hold is copied into its own components
//! (`$defs` for a JSON Schema) and every reference becomes local.
//!
//! The order of keys is kept; copies come after what was there, in the order in which they are first
//! referred to, so that the same contract gives the same bytes.

mod dialect;

use crate::components::SECTIONS;
use crate::schema::Reference;
use crate::{Contract, Draft, Kind, Model, NodeRef, Roots, SchemaId, Version};
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Map, Value, json};
use std::collections::VecDeque;
use stipula_diagnostics::Diagnostic;
use stipula_source::{Node, Sources};

/// Bundles a contract. References that do not resolve stay as they are; what the bundle's dialect
/// cannot say is among the findings, and the document is then of no use.
pub fn bundle(model: &Model, sources: &Sources, roots: &Roots, contract: &Contract) -> (Value, Vec<Diagnostic>) {
    let resource = model.schemas.resource_at(contract.at);
    let mut bundler = Bundler {
        model,
        sources,
        roots,
        contract,
        names: FxHashMap::default(),
        taken: FxHashSet::default(),
        queue: VecDeque::new(),
        inlining: Vec::new(),
        dialect: resource.map_or(Draft::Draft202012, |id| model.schemas.resource(id).draft),
        findings: Vec::new(),
    };
    bundler.take_own_names();
    let mut document = bundler.copy(contract.at);
    while let Some((target, section, name)) = bundler.queue.pop_front() {
        let mut value = bundler.copy(target);
        bundler.strip_identity(target, section, &mut value);
        insert(&mut document, &bundler.section_path(section), name, value);
    }
    (document, bundler.findings)
}

struct Bundler<'m> {
    model: &'m Model,
    sources: &'m Sources,
    roots: &'m Roots,
    contract: &'m Contract,
    /// What was copied, and under which name.
    names: FxHashMap<(NodeRef, &'static str), String>,
    taken: FxHashSet<(&'static str, String)>,
    queue: VecDeque<(NodeRef, &'static str, String)>,
    /// What is being copied into its place, so that a circle ends.
    inlining: Vec<NodeRef>,
    /// What the bundle's schemas are written in.
    dialect: Draft,
    findings: Vec<Diagnostic>,
}

impl Bundler<'_> {
    fn is_schema(&self) -> bool {
        matches!(self.contract.kind, Kind::JsonSchema(_))
    }

    /// Where copies of a section go.
    fn section_path(&self, section: &'static str) -> Vec<&'static str> {
        if self.is_schema() { vec!["$defs"] } else { vec!["components", section] }
    }

    fn take_own_names(&mut self) {
        let root = self.contract.at.get(self.sources);
        if self.is_schema() {
            let own = root.get("$defs").into_iter().flat_map(Node::members);
            self.taken.extend(own.map(|(name, _)| ("schemas", name.to_owned())));
        }
        for (section, members) in root.get("components").into_iter().flat_map(Node::members) {
            let Some(section) = SECTIONS.iter().find(|known| **known == section) else { continue };
            self.taken.extend(members.members().map(|(name, _)| (*section, name.to_owned())));
        }
    }

    fn copy(&mut self, at: NodeRef) -> Value {
        let node = at.get(self.sources);
        if node.is_array() {
            return node.items().map(|item| self.copy(at.sibling(item))).collect();
        }
        if !node.is_object() {
            return node.to_json();
        }
        let reference = node.get("$ref").and_then(|value| self.model.schemas.reference(at.sibling(value)));
        if let Some(inlined) = reference.filter(|reference| self.must_inline(*reference)) {
            self.inlining.push(inlined.target);
            let copy = self.copy(inlined.target);
            self.inlining.pop();
            return copy;
        }
        let id = self.model.schemas.at(at);
        let schema = id.map(|id| self.model.schemas.get(id));
        // Without a dynamic anchor at its end, a dynamic reference is a plain one.
        let plain = schema.and_then(|schema| schema.dynamic).filter(|dynamic| !dynamic.is_dynamic);
        let is_copied_schema = schema.is_some() && at.file != self.contract.file;
        let mut out = Map::new();
        for (key, value) in node.members() {
            let copied = match (key, reference) {
                // Every reference to it is a pointer now, and another copy may have the same.
                ("$anchor", _) if is_copied_schema => continue,
                ("$dynamicRef", _) if let Some(dynamic) = plain => {
                    let target = self.model.schemas.get(dynamic.schema).at;
                    json!(self.local(Reference { target, section: "schemas" }))
                }
                ("$ref", Some(reference)) => json!(self.local(reference)),
                ("discriminator", _) => self.discriminator(at, value),
                _ => self.copy(at.sibling(value)),
            };
            out.insert(key.to_owned(), copied);
        }
        if schema.and_then(|schema| schema.dynamic).is_some_and(|dynamic| dynamic.is_dynamic) && self.leaves(at, id) {
            self.refuse_dynamic(at);
        }
        if let Some(id) = id {
            self.translate(at, id, &mut out);
        }
        Value::Object(out)
    }

    /// True if a schema, or what its dynamic reference leads to, comes from another file.
    fn leaves(&self, at: NodeRef, id: Option<SchemaId>) -> bool {
        let target = id.and_then(|id| self.model.schemas.get(id).dynamic);
        let target = target.map(|dynamic| self.model.schemas.get(dynamic.schema).at.file);
        at.file != self.contract.file || target.is_some_and(|file| file != self.contract.file)
    }

    /// Some things have no part of the components: path items in OpenAPI 3.0, bindings.
    fn must_inline(&self, reference: Reference) -> bool {
        let is_old = matches!(self.contract.kind, Kind::OpenApi(Version { minor: 0, .. }));
        let has_no_section = reference.section.is_empty() || (reference.section == "pathItems" && is_old);
        has_no_section && reference.target.file != self.contract.file && !self.inlining.contains(&reference.target)
    }

    fn local(&mut self, reference: Reference) -> String {
        if reference.target.file == self.contract.file {
            return fragment(&reference.target.get(self.sources).pointer());
        }
        let name = self.name(reference);
        let mut pointer = String::new();
        for token in self.section_path(reference.section).into_iter().chain([name.as_str()]) {
            stipula_source::pointer::push(&mut pointer, token);
        }
        fragment(&pointer)
    }

    fn name(&mut self, Reference { target, section }: Reference) -> String {
        if let Some(known) = self.names.get(&(target, section)) {
            return known.clone();
        }
        let wanted = self.wanted_name(target);
        let mut name = wanted.clone();
        for n in 2_u32.. {
            if self.taken.insert((section, name.clone())) {
                break;
            }
            name = format!("{wanted}{n}");
        }
        self.names.insert((target, section), name.clone());
        self.queue.push_back((target, section, name.clone()));
        name
    }

    /// The title of a schema in a file of its own, the last token of a pointer, or the file's name.
    fn wanted_name(&self, target: NodeRef) -> String {
        let node = target.get(self.sources);
        let pointer = node.pointer();
        let token = pointer.rsplit('/').next().filter(|_| !pointer.is_empty());
        let title = node.get_str("title").filter(|_| pointer.is_empty());
        let path = self.sources.file(target.file).path();
        let stem = path.rsplit('/').next().unwrap_or(path).split('.').next().unwrap_or(path);
        let wanted = title.filter(|title| is_component_name(title)).or(token).unwrap_or(stem);
        // Component names are limited to these characters (OpenAPI 3.1.1 §4.8.7.1).
        wanted.chars().map(|c| if is_name_character(c) { c } else { '_' }).collect()
    }

    /// A mapping's values are references too.
    fn discriminator(&mut self, at: NodeRef, value: Node<'_>) -> Value {
        let mut out = self.copy(at.sibling(value));
        let Some(schema) = self.model.schemas.at(at) else { return out };
        let resource = self.model.schemas.get(schema).resource;
        let Some(Value::Object(mapping)) = out.get_mut("mapping") else { return out };
        for target in mapping.values_mut() {
            let Some(reference) = target.as_str().filter(|text| text.contains(['/', '#', '.'])) else { continue };
            let Some(node) = self.model.resolve(self.sources, self.roots, resource, reference) else { continue };
            *target = json!(self.local(Reference { target: node, section: "schemas" }));
        }
        out
    }

    /// A copied schema is part of the bundle's resource now: an identifier of its own would change what
    /// its references mean.
    fn strip_identity(&self, target: NodeRef, section: &str, value: &mut Value) {
        let is_root = target.get(self.sources).pointer().is_empty();
        if let (true, "schemas", Value::Object(schema)) = (is_root, section, value) {
            schema.shift_remove("$schema");
            schema.shift_remove("$id");
        }
    }
}

fn is_name_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')
}

fn is_component_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(is_name_character)
}

/// A pointer as a URI fragment (RFC 6901 §6).
fn fragment(pointer: &str) -> String {
    const KEPT: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'%')
        .add(b'<')
        .add(b'>')
        .add(b'\\')
        .add(b'^')
        .add(b'`')
        .add(b'{')
        .add(b'|')
        .add(b'}');
    format!("#{}", percent_encoding::utf8_percent_encode(pointer, KEPT))
}

fn insert(document: &mut Value, path: &[&str], name: String, value: Value) {
    let mut object = document;
    for key in path {
        let Value::Object(map) = object else { return };
        object = map.entry(*key).or_insert_with(|| json!({}));
    }
    if let Value::Object(map) = object {
        map.insert(name, value);
    }
}
