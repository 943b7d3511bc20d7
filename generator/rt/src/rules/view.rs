//! A schema as a tolerant reader sees it: closed objects and open enums are open.
//!
//! `not` and `if` are left as they are, since opening a schema there makes the whole smaller. What is closed by one part of
//! a schema stays closed to the names that the other parts declare, so that alternatives are still told apart.

use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Says that an enum is open.
const OPEN_ENUM: (&str, &str) = ("x-enum-policy", "open");
/// Keywords that hold schemas for other places of the value, by name.
const CHILD_MAPS: [&str; 2] = ["properties", "patternProperties"];
/// Keywords that hold one.
const CHILDREN: [&str; 4] = ["additionalProperties", "items", "unevaluatedItems", "unevaluatedProperties"];
/// Keywords that hold schemas for the same place.
const PARTS: [&str; 3] = ["allOf", "anyOf", "oneOf"];

/// The view of a self-contained schema.
pub(super) fn tolerant(schema: &Value) -> Value {
    let Value::Object(root) = schema else { return schema.clone() };
    let none = Map::new();
    let definitions = root.get("$defs").and_then(Value::as_object).unwrap_or(&none);
    let mut views = Views { definitions, made: BTreeMap::new(), queue: Vec::new(), contexts: Vec::new() };
    let mut view = views.place(&without_definitions(root));
    let mut all = definitions.clone();
    views.finish(&mut all);
    if let (Value::Object(view), false) = (&mut view, all.is_empty()) {
        view.insert("$defs".to_owned(), Value::Object(all));
    }
    view
}

fn without_definitions(root: &Map<String, Value>) -> Value {
    Value::Object(
        root.iter().filter(|(key, _)| *key != "$defs").map(|(key, value)| (key.clone(), value.clone())).collect(),
    )
}

/// The names that the parts of a schema declare for one place.
type Declared = BTreeSet<String>;

/// Where a schema stands: at a place of its own, or as a part of what describes that place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Context {
    Place,
    Part(usize),
}

struct Views<'d> {
    definitions: &'d Map<String, Value>,
    made: BTreeMap<(String, Context), String>,
    queue: Vec<(String, Context, String)>,
    contexts: Vec<Declared>,
}

impl Views<'_> {
    /// The definitions that views refer to, until none is missing.
    fn finish(mut self, all: &mut Map<String, Value>) {
        while let Some((name, context, made)) = self.queue.pop() {
            let definition = self.definitions.get(&name).unwrap_or(&Value::Bool(true));
            let view = match context {
                Context::Place => self.place(definition),
                Context::Part(n) => self.part(definition, n),
            };
            all.insert(made, view);
        }
    }

    /// A schema that describes a place by itself.
    fn place(&mut self, schema: &Value) -> Value {
        if let Some(name) = lone_reference(schema) {
            return json!({ "$ref": self.name(name, Context::Place) });
        }
        let mut declared = Declared::new();
        declare(schema, self.definitions, &mut BTreeSet::new(), &mut declared);
        let context = self.contexts.iter().position(|known| *known == declared).unwrap_or_else(|| {
            self.contexts.push(declared);
            self.contexts.len() - 1
        });
        self.part(schema, context)
    }

    /// A schema that describes a place together with others.
    fn part(&mut self, schema: &Value, context: usize) -> Value {
        let Value::Object(object) = schema else { return schema.clone() };
        let mut out: Map<String, Value> =
            object.iter().map(|(key, value)| (key.clone(), self.keyword(key, value, context))).collect();
        open(&mut out, &self.contexts[context]);
        if out.get(OPEN_ENUM.0).and_then(Value::as_str) == Some(OPEN_ENUM.1) {
            open_enum(&mut out);
        }
        Value::Object(out)
    }

    fn keyword(&mut self, key: &str, value: &Value, context: usize) -> Value {
        match value {
            Value::Object(map) if CHILD_MAPS.contains(&key) => {
                map.iter().map(|(name, child)| (name.clone(), self.place(child))).collect()
            }
            Value::Object(map) if key == "dependentSchemas" => {
                map.iter().map(|(name, part)| (name.clone(), self.part(part, context))).collect()
            }
            Value::Array(items) if key == "prefixItems" => items.iter().map(|item| self.place(item)).collect(),
            Value::Array(parts) if PARTS.contains(&key) => parts.iter().map(|part| self.part(part, context)).collect(),
            _ if CHILDREN.contains(&key) => self.place(value),
            _ if matches!(key, "then" | "else") => self.part(value, context),
            Value::String(reference) if key == "$ref" => match definition(reference) {
                Some(name) => json!(self.name(name, Context::Part(context))),
                None => value.clone(),
            },
            _ => value.clone(),
        }
    }

    /// A reference to the view of a definition.
    fn name(&mut self, name: &str, context: Context) -> String {
        let key = (name.to_owned(), context);
        if !self.made.contains_key(&key) {
            let mut made = match context {
                Context::Place => format!("{name}.r"),
                Context::Part(n) => format!("{name}.r{n}"),
            };
            while self.definitions.contains_key(&made) {
                made.push('_');
            }
            self.queue.push((name.to_owned(), context, made.clone()));
            self.made.insert(key.clone(), made);
        }
        format!("#/$defs/{}", self.made[&key])
    }
}

/// The definition that a reference leads to.
fn definition(reference: &str) -> Option<&str> {
    reference.strip_prefix("#/$defs/").filter(|name| !name.contains(['/', '~', '%']))
}

/// The definition that a schema is, if it is nothing but a reference.
fn lone_reference(schema: &Value) -> Option<&str> {
    let object = schema.as_object().filter(|object| object.len() == 1)?;
    definition(object.get("$ref")?.as_str()?)
}

fn declare<'v>(
    schema: &'v Value,
    definitions: &'v Map<String, Value>,
    seen: &mut BTreeSet<&'v str>,
    declared: &mut Declared,
) {
    let Value::Object(object) = schema else { return };
    for (key, value) in object {
        match (key.as_str(), value) {
            ("properties", Value::Object(map)) => declared.extend(map.keys().cloned()),
            ("allOf" | "anyOf" | "oneOf", Value::Array(parts)) => {
                for part in parts {
                    declare(part, definitions, seen, declared);
                }
            }
            ("dependentSchemas", Value::Object(map)) => {
                for part in map.values() {
                    declare(part, definitions, seen, declared);
                }
            }
            ("if" | "then" | "else", part) => declare(part, definitions, seen, declared),
            ("$ref", Value::String(reference)) => {
                let name = definition(reference).filter(|name| seen.insert(name));
                if let Some(target) = name.and_then(|name| definitions.get(name)) {
                    declare(target, definitions, seen, declared);
                }
            }
            _ => {}
        }
    }
}

/// Names that nothing declares are passed over; those that another part declares are not.
fn open(schema: &mut Map<String, Value>, declared: &Declared) {
    if schema.get("unevaluatedProperties") == Some(&Value::Bool(false)) {
        schema.remove("unevaluatedProperties");
    }
    if schema.get("additionalProperties") != Some(&Value::Bool(false)) {
        return;
    }
    schema.remove("additionalProperties");
    // With patterns of its own a part may accept a name that another declares: then nothing is forbidden to it.
    if schema.get("patternProperties").and_then(Value::as_object).is_some_and(|map| !map.is_empty()) {
        return;
    }
    let own = schema.get("properties").and_then(Value::as_object);
    let is_foreign = |name: &&String| !own.is_some_and(|own| own.contains_key(name.as_str()));
    let foreign: Vec<String> = declared.iter().filter(is_foreign).cloned().collect();
    if foreign.is_empty() {
        return;
    }
    if let Value::Object(properties) = schema.entry("properties").or_insert_with(|| json!({})) {
        properties.extend(foreign.into_iter().map(|name| (name, Value::Bool(false))));
    }
}

/// Any value of the types of those listed.
fn open_enum(schema: &mut Map<String, Value>) {
    let Some(Value::Array(values)) = schema.remove("enum") else { return };
    if !schema.contains_key("type") {
        let types: BTreeSet<&str> = values.iter().map(type_of).collect();
        schema.insert("type".to_owned(), json!(types));
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
