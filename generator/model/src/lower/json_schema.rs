//! JSON Schema: finds the subschemas, identifiers and anchors of a schema (JSON Schema Core §8.2, §9.4).

use super::Lowering;
use crate::base::BaseUri;
use crate::schema::{DynamicTarget, Kw, OldPlacement, Placement, Reference, Vocabulary, narrow, old_placement};
use crate::{Contract, Draft, Kind, NodeRef, ResourceId, Schema, SchemaId};
use stipula_diagnostics::{Diagnostic, codes};
use stipula_source::Node;

/// Lowers a standalone schema.
pub(super) fn lower(lowering: &mut Lowering<'_>, at: NodeRef, resource: ResourceId, kind: Kind) -> Contract {
    let mut contract = lowering.contract(at, kind);
    contract.schema = lowering.schema(at, resource);
    let root = lowering.get(at);
    for (name, value) in ["$defs", "definitions"].iter().filter_map(|key| root.get(key)).flat_map(Node::members) {
        if let Some(id) = lowering.schemas.at(at.sibling(value)) {
            contract.components.push((name.to_owned(), id));
        }
    }
    contract
}

impl Lowering<'_> {
    /// The schema at a node, with everything below it; `None` where the node is neither object nor boolean.
    pub(super) fn schema(&mut self, at: NodeRef, resource: ResourceId) -> Option<SchemaId> {
        if let Some(known) = self.schemas.at(at) {
            return Some(known);
        }
        let node = self.get(at);
        if node.as_bool().is_none() && !node.is_object() {
            return None;
        }
        let resource = self.own_resource(at, node, resource);
        let id = SchemaId(narrow(self.schemas.all.len()));
        self.schemas.all.push(Schema { at, resource, target: None, dynamic: None });
        let nodes = self.sources.file(at.file).tree().len();
        let by_node = self.schemas.by_node.entry(at.file).or_insert_with(|| vec![u32::MAX; nodes]);
        by_node[at.node.0 as usize] = id.0;
        self.anchors(at, node, resource);
        if ["$ref", "$dynamicRef", "$recursiveRef"].iter().any(|key| node.get(key).is_some()) {
            self.pending.push(id);
        }
        let draft = self.schemas.resource(resource).draft;
        for (name, value) in node.members() {
            self.subschemas(at.sibling(value), value, name, draft, resource);
        }
        Some(id)
    }

    fn subschemas(&mut self, at: NodeRef, value: Node<'_>, name: &str, draft: Draft, resource: ResourceId) {
        let placement = match old_placement(name, draft) {
            Some(OldPlacement::Map | OldPlacement::MapOfSchemaOrNames) => Placement::Map,
            Some(OldPlacement::OneOrList) if value.is_array() => Placement::List,
            Some(OldPlacement::One | OldPlacement::OneOrList) => Placement::One,
            None => Kw::find(name).filter(|kw| kw.is_in(draft)).map_or(Placement::Plain, Kw::placement),
        };
        match placement {
            Placement::Plain => {}
            Placement::One => {
                self.schema(at, resource);
            }
            Placement::List => {
                for item in value.items() {
                    self.schema(at.sibling(item), resource);
                }
            }
            Placement::Map => {
                for (_, member) in value.entries() {
                    self.schema(at.sibling(member), resource);
                }
            }
        }
    }

    /// The resource a schema belongs to: a new one where it has an identifier of its own.
    fn own_resource(&mut self, at: NodeRef, node: Node<'_>, around: ResourceId) -> ResourceId {
        if self.schemas.resource(around).root == at {
            self.report_identifier(at, node, around);
            return around;
        }
        let around_draft = self.schemas.resource(around).draft;
        let draft = node.get_str("$schema").and_then(Draft::of_uri).unwrap_or(around_draft);
        let hidden = draft.ref_hides_siblings() && node.get("$ref").is_some();
        let Some((key, value)) = draft.id_keyword().and_then(|key| node.get_entry(key)).filter(|_| !hidden) else {
            return around;
        };
        let Some(uri) = value.as_str().filter(|uri| !uri.starts_with('#')) else { return around };
        let (before, fragment) = crate::base::split_fragment(uri);
        if fragment.is_some_and(|fragment| !fragment.is_empty()) && draft >= Draft::Draft201909 {
            self.invalid_identifier(at.sibling(value), &format!("`{uri}` has a fragment"));
        }
        let Ok(base) = self.schemas.resource(around).base.join(before) else {
            self.invalid_identifier(at.sibling(key), &format!("`{uri}` is no URI reference"));
            return around;
        };
        self.report_duplicate(&base, at, at.sibling(value));
        let resource = self.add_resource(base, at, draft);
        self.schemas.resources[resource.0 as usize].vocabularies = self.schemas.resource(around).vocabularies;
        self.apply_meta_schema(resource, node);
        resource
    }

    /// Checks the identifier of a file's root.
    fn report_identifier(&mut self, at: NodeRef, node: Node<'_>, resource: ResourceId) {
        let draft = self.schemas.resource(resource).draft;
        let Some(value) = draft.id_keyword().and_then(|key| node.get(key)) else { return };
        let Some(uri) = value.as_str() else { return };
        let (before, fragment) = crate::base::split_fragment(uri);
        if fragment.is_some_and(|fragment| !fragment.is_empty()) && draft >= Draft::Draft201909 {
            self.invalid_identifier(at.sibling(value), &format!("`{uri}` has a fragment"));
            return;
        }
        let path = BaseUri::File(self.roots.path_of(self.sources, at.file));
        match path.join(before) {
            Err(_) => self.invalid_identifier(at.sibling(value), &format!("`{uri}` is no URI reference")),
            Ok(base) => self.report_duplicate(&base, at, at.sibling(value)),
        }
    }

    fn report_duplicate(&mut self, base: &BaseUri, at: NodeRef, value: NodeRef) {
        let Some(first) = self.schemas.find(base).map(|id| self.schemas.resource(id)) else { return };
        if first.root == at {
            return;
        }
        let first_root = first.root;
        let first_id = self.get(first_root);
        let first_id = first_id.get("$id").or(first_id.get("id")).unwrap_or(first_id);
        let diagnostic =
            Diagnostic::new(codes::ID_DUPLICATE, value.place(self.sources), format!("`{base}` identifies two schemas"))
                .with_label(first_root.sibling(first_id).place(self.sources), "first used here")
                .with_help("give each schema a `$id` of its own");
        self.diagnostics.push(diagnostic);
    }

    fn invalid_identifier(&mut self, at: NodeRef, message: &str) {
        let diagnostic = Diagnostic::new(codes::ID_INVALID, at.place(self.sources), message.to_owned())
            .with_help("write an absolute URI without a fragment; name a place inside with `$anchor`");
        self.diagnostics.push(diagnostic);
    }

    fn anchors(&mut self, at: NodeRef, node: Node<'_>, resource: ResourceId) {
        let draft = self.schemas.resource(resource).draft;
        let hidden = draft.ref_hides_siblings() && node.get("$ref").is_some();
        if hidden {
            return;
        }
        if let Some(name) = draft.id_keyword().and_then(|key| node.get_str(key)).and_then(|id| id.strip_prefix('#'))
            && draft < Draft::Draft201909
            && !name.is_empty()
        {
            self.anchor(at, node.get(draft.id_keyword().unwrap_or("$id")), name, resource, false);
        }
        if (draft == Draft::Draft201909 || draft == Draft::Draft202012)
            && let Some(value) = node.get("$anchor")
        {
            self.anchor(at, Some(value), value.as_str().unwrap_or_default(), resource, false);
        }
        if draft == Draft::Draft202012
            && let Some(value) = node.get("$dynamicAnchor")
        {
            self.anchor(at, Some(value), value.as_str().unwrap_or_default(), resource, true);
        }
        if draft == Draft::Draft201909 && node.get("$recursiveAnchor").and_then(Node::as_bool) == Some(true) {
            self.anchor(at, None, "", resource, true);
        }
    }

    fn anchor(&mut self, at: NodeRef, value: Option<Node<'_>>, name: &str, resource: ResourceId, is_dynamic: bool) {
        let own = &mut self.schemas.resources[resource.0 as usize];
        let known = own.anchors.get(name).or_else(|| own.dynamic_anchors.get(name)).copied();
        self.schemas.has_dynamic |= is_dynamic;
        if let (Some(first), Some(value)) = (known, value) {
            let place = at.sibling(value).place(self.sources);
            let diagnostic =
                Diagnostic::new(codes::ANCHOR_DUPLICATE, place, format!("the anchor `{name}` is set twice"))
                    .with_label(first.place(self.sources), "first set here")
                    .with_help("rename one of them; an anchor names one place of a resource");
            self.diagnostics.push(diagnostic);
            return;
        }
        let anchors = if is_dynamic { &mut own.dynamic_anchors } else { &mut own.anchors };
        anchors.insert(name.to_owned(), at);
    }

    /// Follows the references of all schemas; targets that no keyword leads to become schemas too.
    pub(super) fn follow_schema_references(&mut self) {
        while let Some(id) = self.pending.pop() {
            let Schema { at, resource, .. } = *self.schemas.get(id);
            let node = self.get(at);
            let draft = self.schemas.resource(resource).draft;
            if let Some(value) = node.get("$ref").filter(|value| value.as_str().is_some()) {
                let target = self.reference_target(at.sibling(value), resource).map(|(id, _)| id);
                self.schemas.all[id.0 as usize].target = target;
                self.report_hidden_siblings(at, node, draft);
            }
            let dynamic = match draft {
                Draft::Draft202012 => node.get("$dynamicRef"),
                Draft::Draft201909 => node.get("$recursiveRef"),
                _ => None,
            };
            if let Some(value) = dynamic {
                let target = self.reference_target(at.sibling(value), resource);
                let target = target.map(|(schema, is_dynamic)| DynamicTarget { schema, is_dynamic });
                self.schemas.all[id.0 as usize].dynamic = target;
            }
        }
    }

    fn reference_target(&mut self, value: NodeRef, resource: ResourceId) -> Option<(SchemaId, bool)> {
        let reference = self.get(value).as_str()?;
        self.adopt(resource, reference);
        let target = match self.resolver().resolve(resource, reference) {
            Ok(target) => target,
            Err(unresolved) => {
                self.report_unresolved(value, &unresolved, reference);
                return None;
            }
        };
        if self.is_other_component(target.node, "schemas") {
            self.report_wrong_kind(value, target.node, "a schema");
            return None;
        }
        self.schemas.references.insert(value, Reference { target: target.node, section: "schemas" });
        let around = self.resource_around(target.node, target.resource);
        match self.schema(target.node, around) {
            Some(schema) => Some((schema, target.is_dynamic)),
            None => {
                self.report_wrong_kind(value, target.node, "a schema");
                None
            }
        }
    }

    /// The resource of the nearest schema around a node.
    fn resource_around(&self, node: NodeRef, fallback: ResourceId) -> ResourceId {
        let mut around = self.get(node).parent();
        while let Some(parent) = around {
            if let Some(schema) = self.schemas.at(node.sibling(parent)) {
                return self.schemas.get(schema).resource;
            }
            around = parent.parent();
        }
        fallback
    }

    fn report_hidden_siblings(&mut self, at: NodeRef, node: Node<'_>, draft: Draft) {
        if !draft.ref_hides_siblings() {
            return;
        }
        let matters = |name: &str| {
            Kw::find(name).is_some_and(|kw| !matches!(kw.vocabulary(), Vocabulary::Annotation | Vocabulary::Core))
                || matches!(
                    name,
                    "nullable" | "dependencies" | "additionalItems" | "readOnly" | "writeOnly" | "default"
                )
        };
        let hidden: Vec<(Node<'_>, Node<'_>)> = node
            .entries()
            .filter(|(key, _)| key.as_str().is_some_and(|name| name != "$ref" && matters(name)))
            .collect();
        for (key, _) in hidden {
            let name = key.as_str().unwrap_or_default();
            let message = format!("`{name}` beside `$ref` is ignored in {}", draft.name());
            let place = at.sibling(key).place(self.sources);
            let diagnostic = Diagnostic::new(codes::REF_SIBLING_IGNORED, place, message)
                .with_help("put the reference into an `allOf` with one item");
            self.diagnostics.push(diagnostic);
        }
    }
}
