//! Random small schemas, and random edits.

use super::random::Random;
use super::universe::{NAMES, scalars};
use serde_json::{Map, Value, json};

/// Definitions that random schemas may refer to; one is recursive.
pub(crate) fn definitions(random: &mut Random) -> Map<String, Value> {
    let mut definitions = Map::new();
    definitions.insert("leaf".to_owned(), without_references(schema(random, 1)));
    let mut tree = without_references(schema(random, 1));
    let child = json!({ "$ref": "#/$defs/tree" });
    match &mut tree {
        Value::Object(tree) if random.percent(50) => insert(tree, "properties", json!({ "b": child })),
        Value::Object(tree) => insert(tree, "items", child),
        other => *other = json!({ "properties": { "a": child } }),
    }
    definitions.insert("tree".to_owned(), tree);
    definitions
}

/// A definition that led to itself without a step into a part would mean nothing.
fn without_references(mut schema: Value) -> Value {
    for place in places(&schema) {
        if let Some(Value::Object(object)) = schema.pointer_mut(&place) {
            object.shift_remove("$ref");
        }
    }
    schema
}

fn insert(object: &mut Map<String, Value>, keyword: &str, value: Value) {
    object.insert(keyword.to_owned(), value);
}

/// What a schema is mostly about, so that its keywords meet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    fn any(random: &mut Random) -> Kind {
        *random.pick(&[Kind::Number, Kind::String, Kind::Array, Kind::Object, Kind::Object])
    }

    /// What a schema that is there already is about.
    fn of(random: &mut Random, schema: &Map<String, Value>) -> Kind {
        match schema.get("type").and_then(Value::as_str) {
            Some("integer" | "number") => Kind::Number,
            Some("string") => Kind::String,
            Some("array") => Kind::Array,
            Some("object") => Kind::Object,
            _ => Kind::any(random),
        }
    }

    fn name(self, random: &mut Random) -> &'static str {
        match self {
            Kind::Number => random.pick::<&str>(&["integer", "number"]),
            Kind::String => "string",
            Kind::Array => "array",
            Kind::Object => "object",
        }
    }
}

/// A random schema of so many levels at most.
pub(crate) fn schema(random: &mut Random, depth: usize) -> Value {
    if random.percent(8) {
        return json!(random.percent(60));
    }
    let kind = Kind::any(random);
    let mut object = Map::new();
    if random.percent(60) {
        insert(&mut object, "type", types(random, kind));
    }
    for _ in 0..=random.below(3) {
        let (keyword, value) = keyword(random, kind, depth);
        insert(&mut object, keyword, value);
        companions(random, &mut object, keyword, depth);
    }
    Value::Object(object)
}

fn types(random: &mut Random, kind: Kind) -> Value {
    const ALL: [&str; 7] = ["null", "boolean", "integer", "number", "string", "array", "object"];
    let (first, second) = (kind.name(random), *random.pick(&ALL));
    if first == second || random.percent(75) { json!(first) } else { json!([first, second]) }
}

/// A keyword with a value, mostly one about this kind.
fn keyword(random: &mut Random, kind: Kind, depth: usize) -> (&'static str, Value) {
    let kind = if random.percent(85) { kind } else { Kind::any(random) };
    if random.percent(20) {
        return value_set(random);
    }
    if depth == 0 || random.percent(50) {
        return plain(random, kind);
    }
    match kind {
        Kind::Object if random.percent(60) => about_members(random, depth - 1),
        Kind::Array if random.percent(60) => about_items(random, depth - 1),
        _ => in_place(random, depth - 1),
    }
}

fn value_set(random: &mut Random) -> (&'static str, Value) {
    let mut values = scalars();
    values.extend([json!([]), json!({}), json!(["a"]), json!({ "a": 1 })]);
    random.shuffle(&mut values);
    if random.percent(30) {
        return ("const", values.swap_remove(0));
    }
    values.truncate(1 + random.below(5));
    ("enum", Value::Array(values))
}

/// A keyword without schemas.
fn plain(random: &mut Random, kind: Kind) -> (&'static str, Value) {
    const BOUNDS: [f64; 6] = [-1.0, 0.0, 0.5, 1.0, 1.5, 2.0];
    const PATTERNS: [&str; 6] = ["^a", "b$", "^[ab]$", "^$", "a|b", "^.b$"];
    let count = json!(random.below(4));
    let numeric = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
    match kind {
        Kind::Number if random.percent(70) => (*random.pick(&numeric), json!(random.pick(&BOUNDS))),
        Kind::Number => ("multipleOf", random.pick(&[json!(1), json!(2), json!(0.5), json!(3)]).clone()),
        Kind::String if random.percent(60) => (*random.pick(&["minLength", "maxLength"]), count),
        Kind::String => ("pattern", json!(random.pick(&PATTERNS))),
        Kind::Array if random.percent(70) => (*random.pick(&["minItems", "maxItems"]), count),
        Kind::Array => ("uniqueItems", json!(true)),
        Kind::Object if random.percent(40) => (*random.pick(&["minProperties", "maxProperties"]), count),
        Kind::Object if random.percent(70) => ("required", json!([random.pick(&NAMES)])),
        Kind::Object => ("dependentRequired", json!({ *random.pick(&NAMES): [random.pick(&NAMES)] })),
    }
}

fn about_members(random: &mut Random, depth: usize) -> (&'static str, Value) {
    match random.below(8) {
        0 | 1 => ("properties", json!({ *random.pick(&NAMES): schema(random, depth) })),
        2 => ("properties", json!({ "a": schema(random, depth), "b": schema(random, depth) })),
        3 => ("additionalProperties", rest(random, depth)),
        4 => ("patternProperties", json!({ *random.pick(&["^a", "b", "^c?$"]): schema(random, depth) })),
        5 => ("propertyNames", schema(random, depth)),
        6 => ("dependentSchemas", json!({ *random.pick(&NAMES): schema(random, depth) })),
        _ => ("unevaluatedProperties", rest(random, depth)),
    }
}

fn about_items(random: &mut Random, depth: usize) -> (&'static str, Value) {
    match random.below(5) {
        0 => ("items", rest(random, depth)),
        1 => ("prefixItems", json!([schema(random, depth)])),
        2 | 3 => ("contains", schema(random, depth)),
        _ => ("unevaluatedItems", rest(random, depth)),
    }
}

fn in_place(random: &mut Random, depth: usize) -> (&'static str, Value) {
    match random.below(7) {
        0 => ("allOf", json!([schema(random, depth), schema(random, depth)])),
        1 => ("anyOf", json!([schema(random, depth), schema(random, depth)])),
        2 | 3 => ("oneOf", json!([schema(random, depth), schema(random, depth)])),
        4 => ("not", schema(random, depth)),
        5 => ("if", schema(random, depth)),
        _ => ("$ref", json!(random.pick(&["#/$defs/leaf", "#/$defs/tree"]))),
    }
}

/// What is said of the rest is mostly that there is none.
fn rest(random: &mut Random, depth: usize) -> Value {
    if random.percent(50) { json!(false) } else { schema(random, depth) }
}

/// Keywords that mean something only beside another.
fn companions(random: &mut Random, object: &mut Map<String, Value>, keyword: &str, depth: usize) {
    let below = depth.saturating_sub(1);
    match keyword {
        "if" => {
            insert(object, "then", schema(random, below));
            insert(object, "else", schema(random, below));
        }
        "contains" if random.percent(50) => {
            let bound = if random.percent(50) { "minContains" } else { "maxContains" };
            insert(object, bound, json!(random.below(3)));
        }
        "items" if random.percent(40) => insert(object, "prefixItems", json!([schema(random, below)])),
        "additionalProperties" => insert(object, "properties", json!({ *random.pick(&NAMES): schema(random, below) })),
        "unevaluatedProperties" => {
            let part = json!({ "properties": { *random.pick(&NAMES): schema(random, below) } });
            insert(object, if random.percent(50) { "allOf" } else { "anyOf" }, json!([part, schema(random, below)]));
        }
        "unevaluatedItems" => {
            insert(object, "anyOf", json!([{ "prefixItems": [schema(random, below)] }, schema(random, below)]));
        }
        _ => {}
    }
}

/// One random edit somewhere inside.
pub(crate) fn edited(random: &mut Random, value: &Value) -> Value {
    let mut value = value.clone();
    let places = places(&value);
    if places.is_empty() {
        return schema(random, 1);
    }
    let place = random.pick(&places).clone();
    if let Some(at) = value.pointer_mut(&place) {
        edit(random, at);
    }
    value
}

fn edit(random: &mut Random, at: &mut Value) {
    let Value::Object(object) = at else {
        *at = schema(random, 1);
        return;
    };
    let keywords: Vec<String> = object.keys().cloned().collect();
    match random.below(10) {
        0..=2 if !keywords.is_empty() => {
            object.shift_remove(random.pick(&keywords).as_str());
        }
        3..=5 => {
            let kind = Kind::of(random, object);
            let (keyword, value) = keyword(random, kind, 1);
            insert(object, keyword, value);
        }
        6..=8 if !keywords.is_empty() => {
            let (keyword, kind) = (random.pick(&keywords).clone(), Kind::of(random, object));
            object[&keyword] = tweaked(random, kind, &keyword, &object[&keyword]);
        }
        _ => *at = schema(random, 1),
    }
}

/// Another value of the same keyword, near the old one where that makes sense.
fn tweaked(random: &mut Random, kind: Kind, keyword: &str, value: &Value) -> Value {
    match (keyword, value) {
        ("multipleOf", _) => random.pick(&[json!(1), json!(2), json!(0.5), json!(4)]).clone(),
        (_, Value::Number(number)) => {
            let up = random.percent(50);
            match (number.as_u64(), number.as_f64()) {
                (Some(count), _) => json!(if up { count + 1 } else { count.saturating_sub(1) }),
                (None, Some(bound)) => json!(bound + if up { 0.5 } else { -0.5 }),
                (None, None) => value.clone(),
            }
        }
        ("enum" | "required", Value::Array(items)) if items.len() > 1 => {
            let mut items = items.clone();
            items.remove(random.below(items.len()));
            Value::Array(items)
        }
        ("type", _) => types(random, kind),
        ("additionalProperties" | "items" | "unevaluatedProperties" | "unevaluatedItems", _) => rest(random, 1),
        _ => value.clone(),
    }
}

/// The pointers of all schemas inside, itself first.
pub(crate) fn places(schema: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect(schema, String::new(), &mut found);
    found
}

fn collect(schema: &Value, pointer: String, found: &mut Vec<String>) {
    if let Value::Object(object) = schema {
        for (keyword, value) in object {
            let below = format!("{pointer}/{keyword}");
            match (keyword.as_str(), value) {
                ("properties" | "patternProperties" | "dependentSchemas", Value::Object(named)) => {
                    for (name, child) in named {
                        let name = name.replace('~', "~0").replace('/', "~1");
                        collect(child, format!("{below}/{name}"), found);
                    }
                }
                ("allOf" | "anyOf" | "oneOf" | "prefixItems", Value::Array(items)) => {
                    for (n, child) in items.iter().enumerate() {
                        collect(child, format!("{below}/{n}"), found);
                    }
                }
                (
                    "items"
                    | "contains"
                    | "additionalProperties"
                    | "propertyNames"
                    | "not"
                    | "if"
                    | "then"
                    | "else"
                    | "unevaluatedProperties"
                    | "unevaluatedItems",
                    child,
                ) => collect(child, below, found),
                _ => {}
            }
        }
    }
    found.push(pointer);
}
