//! From the model to what back ends read: self-contained schemas in few words, with names of ours.
//!
//! Both back ends end in typify, which reads draft-07: typify itself, and progenitor out of OpenAPI 3.0. A keyword that typify does not
//! check, or that stops it, is left out here and is a [`Loss`]. Annotations without a counterpart (`title`, `default`, examples) are
//! left out silently: they assert nothing.

mod compose;
mod isolate;
mod keywords;
mod names;
mod object;
mod scalar;

pub use names::module_name;
pub(crate) use names::{Names, field_name};

use crate::Generated;
use crate::loss::{self, Effect, Loss};
use keywords::Keywords;
use rustc_hash::FxHashMap;
use serde_json::{Map, Value, json};
use std::collections::{BTreeSet, VecDeque};
use stipula_model::{Kw, Model, NodeRef, SchemaId};
use stipula_source::{Node, Sources};

/// How the lowered schemas are spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// `#/definitions/…`
    Draft07,
    /// `#/components/schemas/…`, `nullable`
    OpenApi30,
}

/// Schemas on their way to a back end.
pub(crate) struct Lowering<'m> {
    pub(crate) model: &'m Model,
    pub(crate) sources: &'m Sources,
    /// Its name, for messages.
    pub(crate) backend: &'static str,
    dialect: Dialect,
    names: FxHashMap<SchemaId, String>,
    taken: Names,
    queue: VecDeque<(SchemaId, String)>,
    /// The definition that is lowered now.
    definition: String,
    /// How many compositions the present schema is a part of.
    parts: usize,
    /// The lowered schemas by name, and where each is from.
    pub(crate) definitions: Map<String, Value>,
    pub(crate) origins: Vec<(String, SchemaId)>,
    pub(crate) losses: Vec<Loss>,
}

/// A lowered schema, and whether `null` is one of its values.
pub(super) struct Lowered {
    out: Map<String, Value>,
    is_nullable: bool,
}

impl<'m> Lowering<'m> {
    pub(crate) fn new(model: &'m Model, sources: &'m Sources, dialect: Dialect, backend: &'static str) -> Self {
        Self {
            model,
            sources,
            backend,
            dialect,
            names: FxHashMap::default(),
            taken: Names::default(),
            queue: VecDeque::new(),
            definition: String::new(),
            parts: 0,
            definitions: Map::new(),
            origins: Vec::new(),
            losses: Vec::new(),
        }
    }

    /// The name of the definition that a schema becomes; `wanted` where nobody has asked for it yet.
    pub(crate) fn name(&mut self, id: SchemaId, wanted: Option<&str>) -> String {
        if let Some(known) = self.names.get(&id) {
            return known.clone();
        }
        let at = self.model.schemas.get(id).at;
        let own = wanted.map_or_else(|| names::wanted(self.sources, at), str::to_owned);
        let name = self.taken.take(&own);
        self.names.insert(id, name.clone());
        self.queue.push_back((id, name.clone()));
        name
    }

    /// A reference to a schema, which becomes a definition. A schema that only refers leads to its target.
    pub(crate) fn refer(&mut self, id: SchemaId, wanted: &str) -> Value {
        let target = self.only_target(id);
        let name = if target == id { self.name(id, Some(wanted)) } else { self.name(target, None) };
        self.reference(&name)
    }

    fn only_target(&self, id: SchemaId) -> SchemaId {
        let keywords = Keywords::of(self, id);
        match keywords.target(Kw::Ref) {
            Some(Some(target)) if !keywords.assert_beside_ref() => target,
            _ => id,
        }
    }

    fn reference(&self, name: &str) -> Value {
        match self.dialect {
            Dialect::Draft07 => json!({ "$ref": format!("#/definitions/{name}") }),
            Dialect::OpenApi30 => json!({ "$ref": format!("#/components/schemas/{name}") }),
        }
    }

    /// Lowers all that was named, and what it leads to.
    pub(crate) fn drain(&mut self) {
        while let Some((id, name)) = self.queue.pop_front() {
            self.definition.clone_from(&name);
            let schema = self.schema(id);
            self.definitions.insert(name.clone(), schema);
            self.origins.push((name, id));
        }
        self.definition.clear();
    }

    /// What was generated, with all that was said on the way.
    pub(crate) fn generated(self, rust: String) -> Generated {
        let uses = self.definitions.iter().map(|(name, schema)| {
            let mut used = BTreeSet::new();
            references(schema, &mut used);
            (name.clone(), used)
        });
        let uses = uses.collect();
        let findings = loss::findings(&self.losses, self.sources);
        Generated { rust, findings, losses: self.losses, types: self.origins, uses }
    }

    /// Lowers a schema in its place.
    pub(crate) fn schema(&mut self, id: SchemaId) -> Value {
        let node = self.model.schemas.get(id).at.get(self.sources);
        match node.as_bool() {
            Some(true) => return json!({}),
            Some(false) => return self.never(id),
            None => {}
        }
        let keywords = Keywords::of(self, id);
        self.report_unknown(&keywords);
        let lowered = self.own(&keywords);
        let mut out = self.composed(&keywords, lowered);
        if let Some(text) = node.get_str("description").filter(|text| !text.trim().is_empty()) {
            out.insert("description".to_owned(), json!(text));
        }
        Value::Object(out)
    }

    fn never(&mut self, id: SchemaId) -> Value {
        if self.dialect == Dialect::Draft07 {
            return Value::Bool(false);
        }
        let message = format!("{} knows no schema that accepts nothing", self.backend);
        let at = self.model.schemas.get(id).at;
        self.lose(Effect::Looser, "false", at, message);
        json!({})
    }

    /// What a schema says by itself, without what it is composed of.
    fn own(&mut self, keywords: &Keywords<'m>) -> Lowered {
        let types = self.types(keywords);
        let mut schemas: Vec<Map<String, Value>> =
            types.names.iter().map(|name| self.of_type(keywords, name)).collect();
        let out = match schemas.len() {
            0 => Map::new(),
            1 => schemas.remove(0),
            _ => {
                let mut branches: Vec<Value> = schemas.into_iter().map(Value::Object).collect();
                branches.extend(types.is_nullable.then(|| self.null()));
                return Lowered { out: object([("oneOf", Value::Array(branches))]), is_nullable: false };
            }
        };
        if types.names.is_empty() && types.is_nullable {
            let Value::Object(out) = self.null() else { return Lowered { out, is_nullable: true } };
            return Lowered { out, is_nullable: false };
        }
        Lowered { out, is_nullable: types.is_nullable }
    }

    fn of_type(&mut self, keywords: &Keywords<'m>, name: &str) -> Map<String, Value> {
        match name {
            "object" => self.object(keywords),
            "array" => self.array(keywords),
            "string" => self.string(keywords),
            "integer" => self.integer(keywords),
            "boolean" => self.boolean(keywords),
            _ => self.number(keywords),
        }
    }

    fn null(&self) -> Value {
        match self.dialect {
            Dialect::Draft07 => json!({ "type": "null" }),
            Dialect::OpenApi30 => json!({ "enum": [null] }),
        }
    }

    /// Adds `null` to a schema of one type.
    fn with_null(&self, mut out: Map<String, Value>) -> Map<String, Value> {
        if let Some(Value::Array(values)) = out.get_mut("enum") {
            values.push(Value::Null);
        }
        match self.dialect {
            Dialect::Draft07 => {
                if let Some(own) = out.get("type").cloned() {
                    out.insert("type".to_owned(), json!([own, "null"]));
                }
            }
            Dialect::OpenApi30 => {
                out.insert("nullable".to_owned(), Value::Bool(true));
            }
        }
        out
    }

    /// Notes a loss at a place.
    pub(crate) fn lose(&mut self, effect: Effect, keyword: &'static str, at: NodeRef, message: String) {
        let definition = self.definition.clone();
        self.losses.push(Loss { effect, keyword, definition, at, message, is_habit: false });
    }

    /// Notes what the back end does to every value of a kind.
    pub(crate) fn habit(&mut self, effect: Effect, keyword: &'static str, at: NodeRef, what: &str) {
        let (definition, message) = (self.definition.clone(), format!("{} {what}", self.backend));
        self.losses.push(Loss { effect, keyword, definition, at, message, is_habit: true });
    }

    /// Notes a keyword that is not checked.
    fn unchecked(&mut self, keywords: &Keywords<'m>, kw: Kw) {
        let Some(at) = keywords.place(kw) else { return };
        let message = format!("{} does not check `{}`", self.backend, kw.name());
        self.lose(Effect::Looser, kw.name(), at, message);
    }

    fn report_unknown(&mut self, keywords: &Keywords<'m>) {
        const NEVER: [Kw; 12] = [
            Kw::Not,
            Kw::If,
            Kw::DependentSchemas,
            Kw::DependentRequired,
            Kw::Contains,
            Kw::UnevaluatedItems,
            Kw::MultipleOf,
            Kw::UniqueItems,
            Kw::MinProperties,
            Kw::MaxProperties,
            Kw::MinContains,
            Kw::MaxContains,
        ];
        for kw in NEVER {
            if keywords.asserts(kw) {
                self.unchecked(keywords, kw);
            }
        }
        if let Some(at) = keywords.place(Kw::DynamicRef) {
            let message = format!("{} follows `$dynamicRef` to its first target only", self.backend);
            self.lose(Effect::Looser, "$dynamicRef", at, message);
        }
        for flag in [Kw::ReadOnly, Kw::WriteOnly] {
            if let Some(at) = keywords.place(flag).filter(|_| keywords.is_true(flag)) {
                self.habit(Effect::Looser, flag.name(), at, "makes one type for requests and responses");
            }
        }
    }

    /// True if `null` is one of the values of a schema.
    pub(crate) fn accepts_null(&self, id: SchemaId, depth: usize) -> bool {
        let node = self.model.schemas.get(id).at.get(self.sources);
        if let Some(boolean) = node.as_bool() {
            return boolean;
        }
        let keywords = Keywords::of(self, id);
        if let Some(Some(target)) = keywords.target(Kw::Ref).filter(|_| depth < 32) {
            return self.accepts_null(target, depth + 1);
        }
        let any = |kw| keywords.children(kw).is_some_and(|all| all.iter().any(|id| self.accepts_null(*id, depth + 1)));
        match keywords.types() {
            Some(types) => types.contains("null"),
            None if keywords.values().is_some() => {
                keywords.values().is_some_and(|values| values.iter().any(|v| v.kind() == stipula_source::Kind::Null))
            }
            None if keywords.has(Kw::OneOf) || keywords.has(Kw::AnyOf) => {
                depth < 32 && (any(Kw::OneOf) || any(Kw::AnyOf))
            }
            None => !keywords.implies_a_type() && !keywords.has(Kw::AllOf),
        }
    }
}

pub(super) fn object<const N: usize>(members: [(&str, Value); N]) -> Map<String, Value> {
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The names that a lowered schema refers to.
fn references(schema: &Value, names: &mut BTreeSet<String>) {
    match schema {
        Value::Object(members) => {
            if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
                names.extend(reference.rsplit('/').next().map(str::to_owned));
            }
            members.values().for_each(|value| references(value, names));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, names)),
        _ => {}
    }
}

/// Where a shape's schema or value stands, for messages.
pub(super) fn key_place(at: NodeRef, key: Node<'_>) -> NodeRef {
    at.sibling(key)
}
