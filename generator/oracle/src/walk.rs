//! Walks the schemas inside a 2020-12 schema, as values.

use rustc_hash::FxHashSet;
use serde_json::{Map, Value};

/// Keywords whose value is a schema, and whether it is applied to the same value.
const ONE: [(&str, bool); 12] = [
    ("not", true),
    ("if", true),
    ("then", true),
    ("else", true),
    ("items", false),
    ("contains", false),
    ("additionalProperties", false),
    ("propertyNames", false),
    ("unevaluatedItems", false),
    ("unevaluatedProperties", false),
    ("contentSchema", false),
    ("additionalItems", false),
];

/// Keywords whose value is a list of schemas.
const LIST: [(&str, bool); 4] = [("allOf", true), ("anyOf", true), ("oneOf", true), ("prefixItems", false)];

/// Keywords whose value is a map of schemas.
const NAMED: [(&str, bool); 4] =
    [("dependentSchemas", true), ("properties", false), ("patternProperties", false), ("$defs", false)];

/// The schemas directly inside an object schema, each with whether it is applied to the same value.
fn children(schema: &Map<String, Value>) -> impl Iterator<Item = (&Value, bool)> {
    let one = ONE.iter().filter_map(|&(name, in_place)| Some((schema.get(name)?, in_place)));
    let list = LIST.iter().filter_map(|&(name, in_place)| Some((schema.get(name)?.as_array()?, in_place)));
    let list = list.flat_map(|(items, in_place)| items.iter().map(move |item| (item, in_place)));
    let named = NAMED.iter().filter_map(|&(name, in_place)| Some((schema.get(name)?.as_object()?, in_place)));
    one.chain(list).chain(named.flat_map(|(members, in_place)| members.values().map(move |item| (item, in_place))))
}

/// Visits every object schema inside, itself first.
pub(crate) fn visit<'s>(schema: &'s Value, seen: &mut dyn FnMut(&'s Map<String, Value>)) {
    let Some(object) = schema.as_object() else { return };
    seen(object);
    children(object).for_each(|(child, _)| visit(child, seen));
}

/// Changes every object schema inside, itself first.
pub(crate) fn change(schema: &mut Value, step: &mut dyn FnMut(&mut Map<String, Value>)) {
    let Some(object) = schema.as_object_mut() else { return };
    step(object);
    for (keyword, value) in object {
        let keyword = keyword.as_str();
        if ONE.iter().any(|(name, _)| *name == keyword) {
            change(value, step);
        } else if LIST.iter().any(|(name, _)| *name == keyword) {
            value.as_array_mut().into_iter().flatten().for_each(|item| change(item, step));
        } else if NAMED.iter().any(|(name, _)| *name == keyword) {
            value.as_object_mut().into_iter().flatten().for_each(|(_, item)| change(item, step));
        }
    }
}

/// The definition that a `$ref` of this schema names.
fn reference(schema: &Map<String, Value>) -> Option<String> {
    let name = schema.get("$ref")?.as_str()?.strip_prefix("#/$defs/")?;
    Some(name.replace("~1", "/").replace("~0", "~"))
}

/// A document of its own: the schema, with those definitions that it leads to.
pub(crate) fn document(schema: &Value, definitions: &Map<String, Value>) -> Value {
    let Some(object) = schema.as_object() else { return schema.clone() };
    let mut reached: FxHashSet<String> = FxHashSet::default();
    let mut queue = vec![schema];
    while let Some(next) = queue.pop() {
        visit(next, &mut |schema| {
            let Some(name) = reference(schema) else { return };
            if let Some(target) = definitions.get(&name)
                && reached.insert(name)
            {
                queue.push(target);
            }
        });
    }
    let mut document = object.clone();
    document.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
    let kept = definitions.iter().filter(|(name, _)| reached.contains(*name));
    document
        .insert("$defs".to_owned(), Value::Object(kept.map(|(name, value)| (name.clone(), value.clone())).collect()));
    Value::Object(document)
}

/// True if a schema of the document is applied, through references, to the very value that it is being applied to.
///
/// JSON Schema Core §9.4.1 leaves the result undefined, and validators differ.
pub(crate) fn applies_itself(document: &Value) -> bool {
    let none = Map::new();
    let definitions = document.get("$defs").and_then(Value::as_object).unwrap_or(&none);
    let mut done = FxHashSet::default();
    definitions.keys().any(|name| leads_back(name, definitions, &mut Vec::new(), &mut done))
}

fn leads_back<'d>(
    name: &'d str,
    definitions: &'d Map<String, Value>,
    open: &mut Vec<&'d str>,
    done: &mut FxHashSet<&'d str>,
) -> bool {
    if open.contains(&name) {
        return true;
    }
    let Some(schema) = definitions.get(name).filter(|_| !done.contains(name)) else { return false };
    open.push(name);
    let mut targets = Vec::new();
    in_place_references(schema, &mut targets);
    let next = |target: &String| definitions.get_key_value(target).map(|(name, _)| name.as_str());
    let found = targets.iter().filter_map(next).any(|target| leads_back(target, definitions, open, done));
    open.pop();
    done.insert(name);
    found
}

fn in_place_references(schema: &Value, targets: &mut Vec<String>) {
    let Some(object) = schema.as_object() else { return };
    targets.extend(reference(object));
    children(object).filter(|(_, in_place)| *in_place).for_each(|(child, _)| in_place_references(child, targets));
}

/// True if a value is nested deeper than this.
pub(crate) fn is_deeper(value: &Value, levels: usize) -> bool {
    let Some(levels) = levels.checked_sub(1) else { return true };
    match value {
        Value::Array(items) => items.iter().any(|item| is_deeper(item, levels)),
        Value::Object(members) => members.values().any(|member| is_deeper(member, levels)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_document_holds_only_what_it_leads_to() {
        let definitions = json!({
            "a": { "properties": { "$ref": { "$ref": "#/$defs/b~1c" } } },
            "b/c": { "type": "string" },
            "d": true,
        });
        let document = document(&json!({ "items": { "$ref": "#/$defs/a" } }), definitions.as_object().unwrap());
        let names: Vec<&String> = document["$defs"].as_object().unwrap().keys().collect();
        assert_eq!(names, ["a", "b/c"]);
        assert_eq!(document["items"], json!({ "$ref": "#/$defs/a" }));
    }

    #[test]
    fn recursion_through_a_child_is_no_recursion_in_place() {
        let through = |schema: Value| applies_itself(&json!({ "$defs": { "a": schema } }));
        assert!(!through(json!({ "properties": { "a": { "$ref": "#/$defs/a" } } })));
        assert!(through(json!({ "anyOf": [true, { "not": { "$ref": "#/$defs/a" } }] })));
    }
}
