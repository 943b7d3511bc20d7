//! A schema as one self-contained 2020-12 document.
//!
//! Every reference is followed by the model: the result has only `#/$defs/…` references, no identifiers,
//! no anchors and no dynamic references. A `$dynamicRef` means another schema in another dynamic scope
//! (JSON Schema Core §8.2.3.2), so a definition is named by its schema *and* the dynamic anchors in scope;
//! both are finite, hence so is the result.

use crate::schema::{Kw, Shape, TypeSet};
use crate::{NodeRef, Schema, SchemaId, Schemas};
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Map, Value, json};
use stipula_source::{Node, Sources};

/// Whose view of `readOnly` and `writeOnly` counts (OpenAPI 3.1.1 §4.8.24: a property that is not sent is not required).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// As written.
    Any,
    /// A request: read-only properties are not required.
    Request,
    /// A response: write-only properties are not required.
    Response,
    /// Either: neither are required.
    Either,
}

/// Self-contained schemas that share their definitions.
#[derive(Debug)]
pub struct Emitted {
    /// `$defs` of the schemas and of everything they refer to.
    pub definitions: Map<String, Value>,
    /// The name in `definitions` of each schema asked for, in the order of the question.
    pub names: Vec<String>,
    /// False if dynamic references meet in too many scopes: the schemas say less than they should.
    pub is_whole: bool,
}

impl Emitted {
    /// The schema asked for as number `n`, as a document of its own that holds all definitions.
    pub fn document(&self, n: usize) -> Value {
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$ref": format!("#/$defs/{}", self.names[n]),
            "$defs": self.definitions,
        })
    }
}

/// Emits schemas, each in a role, together with what they refer to.
///
/// What is malformed was reported by the meta-schema and is left out, as are patterns that `usable` refuses:
/// the result is always a valid schema.
pub fn emit(
    sources: &Sources,
    schemas: &Schemas,
    wanted: impl IntoIterator<Item = (SchemaId, Role)>,
    usable: &dyn Fn(&str) -> bool,
) -> Emitted {
    emit_as("", sources, schemas, wanted, usable)
}

/// [`emit`], with a prefix for the names of all definitions, so that those of two models can stand side by side.
pub fn emit_as(
    prefix: &str,
    sources: &Sources,
    schemas: &Schemas,
    wanted: impl IntoIterator<Item = (SchemaId, Role)>,
    usable: &dyn Fn(&str) -> bool,
) -> Emitted {
    let scopes = vec![Scope::default()];
    let (names, queue) = (FxHashMap::default(), Vec::new());
    let mut emitter = Emitter { prefix, sources, schemas, usable, scopes, overflowed: false, names, queue };
    let names = wanted
        .into_iter()
        .map(|(id, role)| {
            let scope = emitter.enter(0, id);
            emitter.name(id, scope, role)
        })
        .collect();
    let mut definitions = Map::new();
    while let Some((id, scope, role, name)) = emitter.queue.pop() {
        let value = emitter.schema(id, scope, role);
        definitions.insert(name, value);
    }
    definitions.sort_keys();
    Emitted { definitions, names, is_whole: !emitter.overflowed }
}

/// How an emitted `enum` says that its readers expect unknown values; it rejects nothing.
pub const OPEN_ENUM: (&str, &str) = ("x-enum-policy", "open");

/// True if an enum is declared open: `x-enum-policy: open`, or `x-extensible-enum: true` as others write it.
fn has_open_enum(schema: Node<'_>) -> bool {
    schema.get_str(OPEN_ENUM.0) == Some(OPEN_ENUM.1)
        || schema.get("x-extensible-enum").and_then(Node::as_bool) == Some(true)
}

/// Compositions of more parts than this are not searched for a property.
const MOST_PARTS: usize = 64;

/// Resources whose dynamic anchors meet in more combinations than this are not followed further.
const MOST_SCOPES: usize = 512;

/// The dynamic anchors in scope, outermost first come; sorted by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Scope(Vec<(String, NodeRef)>);

struct Emitter<'m> {
    prefix: &'m str,
    sources: &'m Sources,
    schemas: &'m Schemas,
    usable: &'m dyn Fn(&str) -> bool,
    scopes: Vec<Scope>,
    overflowed: bool,
    names: FxHashMap<(SchemaId, usize, Role), String>,
    queue: Vec<(SchemaId, usize, Role, String)>,
}

impl Emitter<'_> {
    /// The scope inside the resource of a schema, coming from `scope`.
    fn enter(&mut self, scope: usize, id: SchemaId) -> usize {
        if !self.schemas.has_dynamic {
            return scope;
        }
        let resource = self.schemas.resource(self.schemas.get(id).resource);
        let mut inner = self.scopes[scope].clone();
        for (name, node) in &resource.dynamic_anchors {
            if let Err(at) = inner.0.binary_search_by(|(known, _)| known.cmp(name)) {
                inner.0.insert(at, (name.clone(), *node));
            }
        }
        match self.scopes.iter().position(|known| *known == inner) {
            Some(known) => known,
            None if self.scopes.len() >= MOST_SCOPES => {
                self.overflowed = true;
                scope
            }
            None => {
                self.scopes.push(inner);
                self.scopes.len() - 1
            }
        }
    }

    fn name(&mut self, id: SchemaId, scope: usize, role: Role) -> String {
        if let Some(known) = self.names.get(&(id, scope, role)) {
            return known.clone();
        }
        let suffix = match role {
            Role::Any => "",
            Role::Request => "q",
            Role::Response => "p",
            Role::Either => "e",
        };
        let prefix = self.prefix;
        let scope_suffix = if scope == 0 { String::new() } else { format!("d{scope}") };
        let name = format!("{prefix}s{}{scope_suffix}{suffix}", id.0);
        self.names.insert((id, scope, role), name.clone());
        self.queue.push((id, scope, role, name.clone()));
        name
    }

    fn reference(&mut self, target: Option<SchemaId>, scope: usize, role: Role) -> Value {
        // An unresolved reference was reported; it accepts everything so that nothing is said twice.
        let Some(target) = target else { return Value::Bool(true) };
        let scope = self.enter(scope, target);
        Value::String(format!("#/$defs/{}", self.name(target, scope, role)))
    }

    fn child(&mut self, id: SchemaId, scope: usize, role: Role) -> Value {
        let scope = self.enter(scope, id);
        self.schema(id, scope, role)
    }

    fn schema(&mut self, id: SchemaId, scope: usize, role: Role) -> Value {
        let node = self.schemas.get(id).at.get(self.sources);
        if let Some(boolean) = node.as_bool() {
            return Value::Bool(boolean);
        }
        let mut out = Map::new();
        let keywords: Vec<_> = self.schemas.keywords(self.sources, id).collect();
        for keyword in keywords {
            self.keyword(&mut out, keyword.kw, keyword.shape, (id, scope, role));
        }
        if out.contains_key("enum") && has_open_enum(node) {
            out.insert(OPEN_ENUM.0.to_owned(), json!(OPEN_ENUM.1));
        }
        Value::Object(out)
    }

    fn keyword(
        &mut self,
        out: &mut Map<String, Value>,
        kw: Kw,
        shape: Shape<'_>,
        (id, scope, role): (SchemaId, usize, Role),
    ) {
        let name = kw.name();
        match shape {
            Shape::Value(value) => {
                if let Some(value) = self.value(kw, value, id, role) {
                    out.insert(name.to_owned(), value);
                }
            }
            Shape::Types(types) => {
                if let Some(value) = types_value(types.set) {
                    out.insert(name.to_owned(), value);
                }
            }
            Shape::Schema(child) => {
                let value = self.child(child, scope, role);
                out.insert(name.to_owned(), value);
            }
            Shape::Schemas(children) => {
                let values: Vec<Value> = children.into_iter().map(|child| self.child(child, scope, role)).collect();
                if !values.is_empty() {
                    out.insert(name.to_owned(), Value::Array(values));
                }
            }
            Shape::Map(_) if kw == Kw::Defs => {}
            Shape::Map(mut members) => {
                if kw == Kw::PatternProperties {
                    members.retain(|(key, _)| (self.usable)(key.as_str().unwrap_or_default()));
                }
                let members = members.into_iter().map(|(key, child)| (text(key), self.child(child, scope, role)));
                out.insert(name.to_owned(), Value::Object(members.collect()));
            }
            Shape::Names(names) => {
                let names = names.into_iter().map(|(key, value)| (text(key), strings(value)));
                out.insert(name.to_owned(), Value::Object(names.collect()));
            }
            Shape::Target(target) => {
                let target = if kw == Kw::DynamicRef { self.dynamic_target(id, scope) } else { target };
                match self.reference(target, scope, role) {
                    Value::Bool(_) => {}
                    // Both kinds of reference may stand in one schema.
                    reference if out.contains_key("$ref") => conjoin(out, json!({ "$ref": reference })),
                    reference => {
                        out.insert("$ref".to_owned(), reference);
                    }
                }
            }
        }
    }

    /// What a plain keyword becomes; `None` where it asserts nothing or is malformed.
    fn value(&self, kw: Kw, value: Node<'_>, id: SchemaId, role: Role) -> Option<Value> {
        match kw {
            Kw::Required => Some(self.required(value, id, role)),
            Kw::Pattern => value.as_str().filter(|pattern| (self.usable)(pattern)).map(|pattern| json!(pattern)),
            _ if kw.asserts() && is_well_formed(kw, value) => Some(value.to_json()),
            _ => None,
        }
    }

    fn required(&self, value: Node<'_>, id: SchemaId, role: Role) -> Value {
        let flags: &[Kw] = match role {
            Role::Any => &[],
            Role::Request => &[Kw::ReadOnly],
            Role::Response => &[Kw::WriteOnly],
            Role::Either => &[Kw::ReadOnly, Kw::WriteOnly],
        };
        let sent = |name: &&Value| {
            let name = name.as_str().unwrap_or_default();
            !flags.iter().any(|flag| self.property_has(id, name, *flag))
        };
        strings(value).as_array().into_iter().flatten().filter(sent).cloned().collect()
    }

    /// True if a property's own schema, or the one it refers to, carries the flag. The property may be
    /// declared in what the schema is composed of.
    fn property_has(&self, id: SchemaId, property: &str, flag: Kw) -> bool {
        let carries = |id: SchemaId| {
            let node = self.schemas.get(id).at.get(self.sources);
            node.get(flag.name()).and_then(Node::as_bool) == Some(true)
        };
        let mut parts = vec![id];
        let mut next = 0;
        while let Some(part) = parts.get(next).copied().filter(|_| next < MOST_PARTS) {
            next += 1;
            let Schema { at, target, .. } = *self.schemas.get(part);
            let node = at.get(self.sources);
            let own = node.get("properties").and_then(|properties| properties.get(property));
            if let Some(child) = own.and_then(|own| self.schemas.at(at.sibling(own))) {
                return carries(child) || self.schemas.get(child).target.is_some_and(carries);
            }
            let all = node.get("allOf").into_iter().flat_map(Node::items);
            let all = all.filter_map(|member| self.schemas.at(at.sibling(member)));
            let new: Vec<SchemaId> = all.chain(target).filter(|part| !parts.contains(part)).collect();
            parts.extend(new);
        }
        false
    }

    /// JSON Schema Core §8.2.3.2: the outermost resource in scope with this dynamic anchor wins.
    fn dynamic_target(&self, id: SchemaId, scope: usize) -> Option<SchemaId> {
        let target = self.schemas.get(id).dynamic?;
        if !target.is_dynamic {
            return Some(target.schema);
        }
        let node = self.schemas.get(id).at.get(self.sources);
        let reference = node.get_str("$dynamicRef").unwrap_or_default();
        let name = reference.split_once('#').map_or("", |(_, fragment)| fragment);
        let outermost = self.scopes[scope].0.iter().find(|(known, _)| known == name);
        Some(outermost.and_then(|(_, node)| self.schemas.at(*node)).unwrap_or(target.schema))
    }
}

impl Kw {
    /// True for plain keywords that can reject a value; `format` is one where it is asserted.
    fn asserts(self) -> bool {
        matches!(self.vocabulary(), crate::schema::Vocabulary::Validation) || self == Kw::Format
    }
}

fn conjoin(out: &mut Map<String, Value>, schema: Value) {
    match out.entry("allOf").or_insert_with(|| json!([])) {
        Value::Array(all) => all.push(schema),
        other => *other = json!([schema]),
    }
}

fn types_value(set: TypeSet) -> Option<Value> {
    let mut names: Vec<&str> = set.names().collect();
    match names.len() {
        0 => None,
        1 => names.pop().map(|name| json!(name)),
        _ => Some(json!(names)),
    }
}

/// The strings of an array, each once.
fn strings(value: Node<'_>) -> Value {
    let mut seen = FxHashSet::default();
    value.items().filter_map(Node::as_str).filter(|name| seen.insert(*name)).collect()
}

/// True if a keyword's value has the form that its meta-schema asks for (Validation §6).
fn is_well_formed(kw: Kw, value: Node<'_>) -> bool {
    let number = value.as_number();
    match kw {
        Kw::Const => true,
        Kw::Enum => value.is_array(),
        Kw::Format => value.as_str().is_some(),
        Kw::UniqueItems => value.as_bool().is_some(),
        Kw::Maximum | Kw::Minimum | Kw::ExclusiveMaximum | Kw::ExclusiveMinimum => number.is_some(),
        Kw::MultipleOf => {
            let mantissa = number.and_then(|text| text.split(['e', 'E']).next());
            mantissa.is_some_and(|text| !text.starts_with('-') && text.contains(|c| matches!(c, '1'..='9')))
        }
        // The counts: integers from 0.
        _ => number.and_then(|text| text.parse::<f64>().ok()).is_some_and(|n| n >= 0.0 && n.fract() == 0.0),
    }
}

fn text(key: Node<'_>) -> String {
    key.as_str().unwrap_or_default().to_owned()
}
