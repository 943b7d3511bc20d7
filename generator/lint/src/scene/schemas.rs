//! Schemas: how each stands, where it is seen, what it says.

use super::{ContractView, Scene};
use crate::Surfaces;
use rustc_hash::FxHashMap;
use stipula_diagnostics::FileId;
use stipula_model::{Contract, HttpSource, Kw, MediaType, Model, NodeRef, SchemaId, TypeSet};
use stipula_source::{Node, Sources};

/// How a schema stands in what is around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// The root of a file.
    Root,
    /// Named: in `components.schemas` or `$defs`.
    Named,
    /// The value of a property.
    Property,
    /// The items of an array, or one of `prefixItems`.
    Item,
    /// The values of a map: `additionalProperties`, `patternProperties`.
    MapValue,
    /// One of `oneOf` or `anyOf`: describes a whole value.
    Alternative,
    /// One of `allOf`: describes a part.
    Part,
    /// A condition or what follows from it: `if`, `then`, `else`, `not`, `contains`, `dependentSchemas`, `propertyNames`.
    Condition,
    /// The body of a request, a response or a message, a header or a parameter.
    Whole,
}

/// A schema.
#[derive(Debug)]
pub struct SchemaView<'m> {
    /// Its number.
    pub id: SchemaId,
    /// The object or boolean.
    pub at: NodeRef,
    /// The same as a value; `x-` keys and everything else is read from it.
    pub node: Node<'m>,
    /// How it stands.
    pub stand: Stand,
    /// The schema that it stands in.
    pub parent: Option<SchemaId>,
    /// The name under which it stands: of the property, or in `components.schemas` and `$defs`.
    pub key: Option<&'m str>,
    /// True inside a condition or an `allOf`: it does not describe a value on its own, so rules about what a description
    /// must have do not apply.
    pub is_fragment: bool,
    /// True if an `allOf` refers to it as one of its parts: what it leaves open, the whole may close.
    pub is_base: bool,
    /// Where it is seen: that of its file, or where it is reached from.
    pub surfaces: Surfaces,
    /// Where it is reached from, whatever its file says.
    pub reached: Surfaces,
    /// Where its `$ref` leads.
    pub target: Option<SchemaId>,
    /// The types of `type` (with what `nullable` adds); empty without one.
    pub types: TypeSet,
    /// The index of its contract in [`Scene::contracts`].
    pub contract: Option<usize>,
    keywords: Box<[(Kw, Node<'m>)]>,
}

impl<'m> SchemaView<'m> {
    /// The value of a keyword, in the words of 2020-12.
    pub fn get(&self, kw: Kw) -> Option<Node<'m>> {
        self.keywords.iter().find(|(own, _)| *own == kw).map(|(_, value)| *value)
    }

    /// True if the keyword is there.
    pub fn has(&self, kw: Kw) -> bool {
        self.keywords.iter().any(|(own, _)| *own == kw)
    }

    /// The keywords with their values, in document order.
    pub fn keywords(&self) -> impl Iterator<Item = (Kw, Node<'m>)> + '_ {
        self.keywords.iter().copied()
    }

    /// The text of a keyword.
    pub fn text(&self, kw: Kw) -> Option<&'m str> {
        self.get(kw)?.as_str()
    }

    /// Its title, or the name under which it stands.
    pub fn name(&self) -> Option<&'m str> {
        self.text(Kw::Title).or(if self.stand == Stand::Named { self.key } else { None })
    }

    /// True if `type` names this type, perhaps among others.
    pub fn is(&self, name: &str) -> bool {
        self.types.contains(name)
    }

    /// True if `type` names this type and, besides `null`, no other.
    pub fn is_only(&self, name: &str) -> bool {
        self.is(name) && self.types.names().all(|own| own == name || own == "null")
    }

    /// True for an object by its `type`, or without a type by its properties.
    pub fn is_object(&self) -> bool {
        self.is("object") || !self.has(Kw::Type) && self.has(Kw::Properties)
    }

    /// True if it says nothing itself and refers to another schema.
    pub fn is_reference(&self) -> bool {
        self.has(Kw::Ref) || self.has(Kw::DynamicRef)
    }

    /// True if it is put together of others: `oneOf`, `anyOf`, `allOf`.
    pub fn is_composed(&self) -> bool {
        self.has(Kw::OneOf) || self.has(Kw::AnyOf) || self.has(Kw::AllOf)
    }

    /// True for `true` and `{}`-like schemas that say nothing about the value.
    pub fn is_boolean(&self) -> bool {
        self.node.as_bool().is_some()
    }

    /// The values of `enum`, or the one of `const`.
    pub fn values(&self) -> Vec<Node<'m>> {
        let listed = self.get(Kw::Enum).into_iter().flat_map(|list| list.items().collect::<Vec<_>>());
        listed.chain(self.get(Kw::Const)).collect()
    }

    /// The names that `required` lists, as values.
    pub fn required(&self) -> impl Iterator<Item = Node<'m>> + '_ {
        self.get(Kw::Required).into_iter().flat_map(|list| list.items().collect::<Vec<_>>())
    }

    /// True if `required` lists this name.
    pub fn requires(&self, name: &str) -> bool {
        self.required().any(|item| item.as_str() == Some(name))
    }

    /// The key nodes and schemas of `properties`, in document order.
    pub(super) fn property_ids<'s>(&'s self, scene: &'s Scene<'m>) -> impl Iterator<Item = (Node<'m>, SchemaId)> + 's {
        let entries = self.get(Kw::Properties).into_iter().flat_map(|map| map.entries().collect::<Vec<_>>());
        entries.filter_map(|(key, value)| Some((key, scene.model.schemas.at(self.at.sibling(value))?)))
    }

    /// The schemas of `oneOf`, `anyOf`, `allOf` or `prefixItems`.
    pub fn branches(&self, scene: &Scene<'m>, keyword: &str) -> Vec<SchemaId> {
        let list = Kw::find(keyword).and_then(|kw| self.get(kw));
        let at = |node| scene.model.schemas.at(self.at.sibling(node));
        list.into_iter().flat_map(|list| list.items().collect::<Vec<_>>()).filter_map(at).collect()
    }

    /// The one schema under a keyword such as `items` or `additionalProperties`.
    pub fn child(&self, scene: &Scene<'m>, kw: Kw) -> Option<SchemaId> {
        scene.model.schemas.at(self.at.sibling(self.get(kw)?))
    }

    /// The part of an `allOf` with one part and nothing else that asserts.
    pub(super) fn only_part(&self, scene: &Scene<'m>) -> Option<SchemaId> {
        if !self.keywords.iter().all(|(kw, _)| *kw == Kw::AllOf || !asserts(*kw)) {
            return None;
        }
        match self.branches(scene, "allOf").as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }
}

fn asserts(kw: Kw) -> bool {
    use stipula_model::Vocabulary::{Applicator, Validation};
    matches!(kw.vocabulary(), Applicator | Validation) || kw == Kw::Ref
}

/// A view of every schema of the model.
pub(super) fn views<'m>(
    sources: &'m Sources,
    model: &'m Model,
    contracts: &[ContractView<'m>],
    by_file: &FxHashMap<FileId, usize>,
) -> Vec<SchemaView<'m>> {
    let mut views: Vec<SchemaView<'m>> =
        model.schemas.iter().map(|(id, _)| view(id, sources, model, by_file)).collect();
    for n in 0..views.len() {
        let parent = views[n].parent;
        views[n].is_fragment |= inside(&views, parent);
    }
    mark_bases(&mut views);
    let reached = super::places::reached(&views, &roots(model, contracts));
    for (view, reached) in views.iter_mut().zip(reached) {
        view.reached = reached;
        let own = view.contract.map_or(Surfaces::NONE, |index| contracts[index].surfaces);
        let reached = if reached.is_empty() { Surfaces::UNKNOWN } else { reached };
        view.surfaces = if own.is_empty() { reached } else { own };
    }
    views
}

/// Marks what parts of an `allOf` refer to. A wrapper, an `allOf` of one and nothing else, has no parts.
fn mark_bases(views: &mut [SchemaView<'_>]) {
    const MOST_HOPS: usize = 32;
    let has_parts = |view: &SchemaView<'_>| {
        let parts = view.get(Kw::AllOf).map_or(0, Node::len);
        parts > 1 || parts == 1 && view.keywords().any(|(kw, _)| kw != Kw::AllOf && asserts(kw))
    };
    let parts = views.iter().filter(|view| view.stand == Stand::Part);
    let of_whole = parts.filter(|part| part.parent.is_some_and(|whole| has_parts(&views[whole.0 as usize])));
    let targets: Vec<SchemaId> = of_whole.filter_map(|part| part.target).collect();
    for target in targets {
        let mut next = Some(target);
        for _ in 0..MOST_HOPS {
            let Some(id) = next else { break };
            let view = &mut views[id.0 as usize];
            view.is_base = true;
            next = view.target;
        }
    }
}

/// True if a schema or one that it stands in is a condition or a part.
fn inside(views: &[SchemaView<'_>], mut parent: Option<SchemaId>) -> bool {
    while let Some(id) = parent {
        let view = &views[id.0 as usize];
        if view.is_fragment {
            return true;
        }
        parent = view.parent;
    }
    false
}

fn view<'m>(
    id: SchemaId,
    sources: &'m Sources,
    model: &'m Model,
    by_file: &FxHashMap<FileId, usize>,
) -> SchemaView<'m> {
    let schema = model.schemas.get(id);
    let node = schema.at.get(sources);
    let draft = model.schemas.resource(schema.resource).draft;
    let only_ref = draft.ref_hides_siblings() && node.get("$ref").is_some_and(|value| value.as_str().is_some());
    let known = |(name, value): (&str, Node<'m>)| Some((Kw::find(name)?, value));
    let keywords: Box<[_]> = node.members().filter_map(known).filter(|(kw, _)| !only_ref || *kw == Kw::Ref).collect();
    let mut types = TypeSet::default();
    if let Some((_, value)) = keywords.iter().find(|(kw, _)| *kw == Kw::Type) {
        value.as_str().into_iter().chain(value.items().filter_map(Node::as_str)).for_each(|name| types.insert(name));
        if node.get("nullable").and_then(Node::as_bool) == Some(true) {
            types.insert("null");
        }
    }
    let (stand, parent, key) = stand(schema.at, node, model);
    SchemaView {
        id,
        at: schema.at,
        node,
        stand,
        parent,
        key,
        is_fragment: matches!(stand, Stand::Condition | Stand::Part),
        is_base: false,
        surfaces: Surfaces::NONE,
        reached: Surfaces::NONE,
        target: schema.target,
        types,
        contract: by_file.get(&schema.at.file).copied(),
        keywords,
    }
}

/// How a schema stands, the schema around it, and the name under which it stands.
fn stand<'m>(at: NodeRef, node: Node<'m>, model: &Model) -> (Stand, Option<SchemaId>, Option<&'m str>) {
    let Some(around) = node.parent() else { return (Stand::Root, None, None) };
    let key = node.key().and_then(Node::as_str);
    if let Some(parent) = model.schemas.at(at.sibling(around)) {
        return (under(key.unwrap_or_default()), Some(parent), None);
    }
    let keyword = around.key().and_then(Node::as_str).unwrap_or_default();
    match around.parent().and_then(|parent| model.schemas.at(at.sibling(parent))) {
        Some(parent) => (under(keyword), Some(parent), key),
        None if keyword == "schemas" => (Stand::Named, None, key),
        None => (Stand::Whole, None, key),
    }
}

fn under(keyword: &str) -> Stand {
    match keyword {
        "properties" => Stand::Property,
        "items" | "prefixItems" | "additionalItems" | "unevaluatedItems" => Stand::Item,
        "additionalProperties" | "patternProperties" | "unevaluatedProperties" => Stand::MapValue,
        "oneOf" | "anyOf" => Stand::Alternative,
        "allOf" => Stand::Part,
        "$defs" | "definitions" => Stand::Named,
        _ => Stand::Condition,
    }
}

/// The schemas that are sent or stored, each with the surface.
fn roots(model: &Model, contracts: &[ContractView<'_>]) -> Vec<(SchemaId, Surfaces)> {
    let mut roots = Vec::new();
    for (contract, view) in model.contracts.iter().zip(contracts) {
        roots.extend(contract.schema.map(|schema| (schema, view.surfaces)));
        http(contract, &mut roots);
        let schemas = contract.messages.iter().flat_map(|message| message.payload.into_iter().chain(message.headers));
        roots.extend(schemas.map(|schema| (schema, Surfaces::EVENT)));
    }
    roots
}

/// What consumers are called with is a response to them: it is the service that writes it.
fn http(contract: &Contract, roots: &mut Vec<(SchemaId, Surfaces)>) {
    for operation in &contract.operations {
        let (asked, answered) = match operation.source {
            HttpSource::Path => (Surfaces::REQUEST, Surfaces::RESPONSE),
            HttpSource::Webhook | HttpSource::Callback => (Surfaces::RESPONSE, Surfaces::REQUEST),
        };
        let mut add = |content: &[MediaType], schema: Option<SchemaId>, surface| {
            let media = content.iter().flat_map(|media| media.schema.into_iter().chain(media.item_schema));
            roots.extend(media.chain(schema).map(|schema| (schema, surface)));
        };
        operation.parameters.iter().for_each(|parameter| add(&parameter.content, parameter.schema, asked));
        operation.body.iter().for_each(|body| add(&body.content, None, asked));
        for response in &operation.responses {
            add(&response.content, None, answered);
            response.headers.iter().for_each(|header| add(&header.content, header.schema, answered));
        }
    }
}
