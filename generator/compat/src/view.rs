//! How writers and readers see a schema, given what may be assumed of them.
//!
//! A view is a schema: what a *closed writer* sends, or what a *tolerant reader* takes. Inclusion between views is
//! compatibility under the assumptions. `not` and `if` are left as they are, since making a schema larger there makes the
//! whole smaller.

mod declared;

use crate::Assumption;
pub(crate) use declared::Declared;
use rustc_hash::FxHashMap;
use serde_json::{Map, Value, json};
use stipula_model::OPEN_ENUM;

/// Whose view, and what is assumed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum View {
    /// Nobody's: the schema as it is written.
    Exact,
    /// One that sends declared properties only.
    ClosedWriter,
    /// One that reads.
    Reader {
        /// It ignores unknown properties.
        tolerant: bool,
        /// It keeps unknown values of open enums.
        open_enums: bool,
    },
}

impl View {
    /// The writer under these assumptions.
    pub(crate) fn writer(assumptions: &[Assumption]) -> View {
        if assumptions.contains(&Assumption::ClosedWriter) { View::ClosedWriter } else { View::Exact }
    }

    /// The reader under these assumptions.
    pub(crate) fn reader(assumptions: &[Assumption]) -> View {
        let tolerant = assumptions.contains(&Assumption::TolerantReader);
        let open_enums = assumptions.contains(&Assumption::ExtensibleEnum);
        if tolerant || open_enums { View::Reader { tolerant, open_enums } } else { View::Exact }
    }

    fn suffix(self) -> &'static str {
        match self {
            View::Exact => "",
            View::ClosedWriter => "w",
            View::Reader { tolerant: true, open_enums: true } => "r",
            View::Reader { tolerant: true, .. } => "t",
            View::Reader { .. } => "o",
        }
    }
}

/// Writes views of schemas whose references lead into `definitions`; new definitions come out beside them.
pub(crate) struct Views<'d> {
    definitions: &'d Map<String, Value>,
    made: FxHashMap<(String, View, Context), String>,
    queue: Vec<(String, View, Context, String)>,
    contexts: Vec<Declared>,
}

/// Where a schema stands: at a place of its own in the value, or as one part of what describes that place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Context {
    Place,
    Part(usize),
}

/// Keywords that hold a schema for another place of the value, in a map.
const CHILD_MAPS: [&str; 2] = ["properties", "patternProperties"];
/// Keywords that hold one.
const CHILDREN: [&str; 4] = ["additionalProperties", "items", "unevaluatedItems", "unevaluatedProperties"];
/// Keywords that hold schemas for the same place.
const PARTS: [&str; 3] = ["allOf", "anyOf", "oneOf"];

impl<'d> Views<'d> {
    pub(crate) fn new(definitions: &'d Map<String, Value>) -> Self {
        Self { definitions, made: FxHashMap::default(), queue: Vec::new(), contexts: Vec::new() }
    }

    /// The view of a schema.
    pub(crate) fn of(&mut self, schema: &Value, view: View) -> Value {
        if view == View::Exact { schema.clone() } else { self.place(schema, view) }
    }

    /// The definitions that views refer to, until none is missing.
    pub(crate) fn finish(mut self) -> Map<String, Value> {
        let mut out = Map::new();
        while let Some((name, view, context, made)) = self.queue.pop() {
            let schema = self.definitions.get(&name).unwrap_or(&Value::Bool(true));
            let value = match context {
                Context::Place => self.place(schema, view),
                Context::Part(n) => self.part(schema, view, n),
            };
            out.insert(made, value);
        }
        out
    }

    /// A schema that describes a place by itself.
    fn place(&mut self, schema: &Value, view: View) -> Value {
        if let Some(name) = lone_reference(schema) {
            return json!({ "$ref": format!("#/$defs/{}", self.name(name, view, Context::Place)) });
        }
        let declared = Declared::of(schema, self.definitions);
        let closes = view == View::ClosedWriter && declared.is_closable();
        let names = declared.clone();
        let context = self.context(declared);
        let part = self.part(schema, view, context);
        if closes { close(part, &names) } else { part }
    }

    /// A schema that describes a place together with others.
    fn part(&mut self, schema: &Value, view: View, context: usize) -> Value {
        let Value::Object(object) = schema else { return schema.clone() };
        let mut out = Map::new();
        for (key, value) in object {
            out.insert(key.clone(), self.keyword(key, value, view, context));
        }
        if let View::Reader { tolerant, open_enums } = view {
            if tolerant {
                open(&mut out, &self.contexts[context]);
            }
            if open_enums && out.get(OPEN_ENUM.0).and_then(Value::as_str) == Some(OPEN_ENUM.1) {
                open_enum(&mut out);
            }
        }
        Value::Object(out)
    }

    fn keyword(&mut self, key: &str, value: &Value, view: View, context: usize) -> Value {
        match value {
            Value::Object(map) if CHILD_MAPS.contains(&key) => {
                map.iter().map(|(name, child)| (name.clone(), self.place(child, view))).collect()
            }
            Value::Object(map) if key == "dependentSchemas" => {
                map.iter().map(|(name, part)| (name.clone(), self.part(part, view, context))).collect()
            }
            Value::Array(items) if key == "prefixItems" => items.iter().map(|item| self.place(item, view)).collect(),
            Value::Array(parts) if PARTS.contains(&key) => {
                parts.iter().map(|part| self.part(part, view, context)).collect()
            }
            _ if CHILDREN.contains(&key) => self.place(value, view),
            _ if matches!(key, "then" | "else") => self.part(value, view, context),
            Value::String(reference) if key == "$ref" => match definition(reference) {
                Some(name) => json!(format!("#/$defs/{}", self.name(name, view, Context::Part(context)))),
                None => value.clone(),
            },
            _ => value.clone(),
        }
    }

    fn name(&mut self, name: &str, view: View, context: Context) -> String {
        let key = (name.to_owned(), view, context);
        if let Some(made) = self.made.get(&key) {
            return made.clone();
        }
        let made = match context {
            Context::Place => format!("{name}.{}", view.suffix()),
            Context::Part(n) => format!("{name}.{}{n}", view.suffix()),
        };
        self.queue.push((key.0.clone(), view, context, made.clone()));
        self.made.insert(key, made.clone());
        made
    }

    fn context(&mut self, declared: Declared) -> usize {
        match self.contexts.iter().position(|known| *known == declared) {
            Some(known) => known,
            None => {
                self.contexts.push(declared);
                self.contexts.len() - 1
            }
        }
    }
}

/// The definition that a reference leads to.
pub(crate) fn definition(reference: &str) -> Option<&str> {
    reference.strip_prefix("#/$defs/")
}

/// The definition that a schema is, if it is nothing but a reference.
fn lone_reference(schema: &Value) -> Option<&str> {
    let object = schema.as_object().filter(|object| object.len() == 1)?;
    definition(object.get("$ref")?.as_str()?)
}

/// What a closed writer sends: declared names only.
fn close(schema: Value, declared: &Declared) -> Value {
    match schema {
        // The common case stays one schema, which is easier to compare and to read.
        Value::Object(mut object) if Declared::is_plain(&object) => {
            object.insert("additionalProperties".to_owned(), json!(false));
            Value::Object(object)
        }
        other => json!({ "allOf": [other, declared.only()] }),
    }
}

/// What a tolerant reader takes: names that nothing here declares, too. A name that another part declares stays forbidden
/// in a closed part, so that alternatives are still told apart.
fn open(schema: &mut Map<String, Value>, declared: &Declared) {
    if schema.get("unevaluatedProperties") == Some(&Value::Bool(false)) {
        schema.remove("unevaluatedProperties");
    }
    if schema.get("additionalProperties") != Some(&Value::Bool(false)) {
        return;
    }
    let foreign = declared.foreign_to(schema);
    schema.remove("additionalProperties");
    if foreign.is_empty() {
        return;
    }
    if let Value::Object(properties) = schema.entry("properties").or_insert_with(|| json!({})) {
        properties.extend(foreign.into_iter().map(|name| (name, Value::Bool(false))));
    }
}

/// An open enum as its readers take it: any value of the types of those listed.
fn open_enum(schema: &mut Map<String, Value>) {
    let Some(Value::Array(values)) = schema.remove("enum") else { return };
    if !schema.contains_key("type") {
        let mut types: Vec<&str> = values.iter().map(type_of).collect();
        types.sort_unstable();
        types.dedup();
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

#[cfg(test)]
mod tests;
