//! One edit alone: the old schema with nothing but that edit taken over from the new one.

use serde_json::{Map, Value, json};
use stipula_diff::{Edit, Step};
use stipula_model::Kw;

/// `old` as it would be if this were the only edit; `None` where the edit accepts and rejects nothing.
pub(crate) fn alone(old: &Value, new: &Value, edit: &Edit) -> Option<Value> {
    let Some((mut out, new)) = objects(old, new) else { return Some(new.clone()) };
    match edit {
        Edit::Annotation => return None,
        Edit::Whole => return Some(Value::Object(new)),
        Edit::Keywords(keywords) => keywords.iter().for_each(|kw| take(&mut out, &new, *kw)),
        Edit::Property(name) => property(&mut out, &new, name),
        Edit::Renamed(from, to) => {
            property(&mut out, &new, from);
            property(&mut out, &new, to);
        }
        Edit::Required(name) => required(&mut out, &new, name),
        Edit::Value(text) => value(&mut out, &new, text),
        Edit::PatternProperty(pattern) => member(&mut out, &new, "patternProperties", pattern),
    }
    Some(Value::Object(out))
}

/// Both as objects, where `true` is an empty one; a schema that is `false` has no parts to take over.
fn objects(old: &Value, new: &Value) -> Option<(Map<String, Value>, Map<String, Value>)> {
    let object = |schema: &Value| match schema {
        Value::Object(object) => Some(object.clone()),
        Value::Bool(true) => Some(Map::new()),
        _ => None,
    };
    Some((object(old)?, object(new)?))
}

fn take(out: &mut Map<String, Value>, new: &Map<String, Value>, kw: Kw) {
    match new.get(kw.name()) {
        Some(value) => out.insert(kw.name().to_owned(), value.clone()),
        None => out.shift_remove(kw.name()),
    };
}

/// A member of a keyword that is a map, as the new schema has it.
fn member(out: &mut Map<String, Value>, new: &Map<String, Value>, keyword: &str, name: &str) {
    match (new.get(keyword).and_then(|map| map.get(name)), out.get_mut(keyword)) {
        (Some(value), None) => out.insert(keyword.to_owned(), json!({ name: value })),
        (Some(value), Some(Value::Object(map))) => map.insert(name.to_owned(), value.clone()),
        (None, Some(Value::Object(map))) => map.shift_remove(name),
        _ => None,
    };
}

fn property(out: &mut Map<String, Value>, new: &Map<String, Value>, name: &str) {
    member(out, new, "properties", name);
    required(out, new, name);
}

fn required(out: &mut Map<String, Value>, new: &Map<String, Value>, name: &str) {
    let is_asked = new.get("required").is_some_and(|names| lists(names, &json!(name)));
    listed(out, "required", &json!(name), is_asked);
}

/// A value of `enum`; `const` is a list of one.
fn value(out: &mut Map<String, Value>, new: &Map<String, Value>, text: &str) {
    let Ok(value) = serde_json::from_str::<Value>(text) else { return };
    let is_accepted = new.get("enum").is_some_and(|values| lists(values, &value)) || new.get("const") == Some(&value);
    if let Some(only) = out.shift_remove("const") {
        out.insert("enum".to_owned(), json!([only]));
    }
    listed(out, "enum", &value, is_accepted);
}

fn lists(list: &Value, value: &Value) -> bool {
    list.as_array().is_some_and(|list| list.contains(value))
}

fn listed(out: &mut Map<String, Value>, keyword: &str, value: &Value, is_listed: bool) {
    match out.get_mut(keyword) {
        Some(Value::Array(list)) => {
            list.retain(|known| known != value);
            list.extend(is_listed.then(|| value.clone()));
        }
        None if is_listed => {
            out.insert(keyword.to_owned(), json!([value]));
        }
        _ => {}
    }
}

/// The keyword that an edit is about.
pub(crate) fn keyword(edit: &Edit) -> &'static str {
    match edit {
        Edit::Keywords(keywords) => keywords.first().map_or("", |kw| kw.name()),
        Edit::Property(_) | Edit::Renamed(..) => "properties",
        Edit::Required(_) => "required",
        Edit::Value(_) => "enum",
        Edit::PatternProperty(_) => "patternProperties",
        Edit::Whole | Edit::Annotation => "type",
    }
}

/// The parts of a value at the end of a path, with their JSON Pointers; not more than a few dozen.
pub(crate) fn parts_at<'v>(value: &'v Value, path: &[Step]) -> Vec<(String, &'v Value)> {
    const MOST: usize = 64;
    let mut parts = vec![(String::new(), value)];
    for step in path {
        parts = parts.into_iter().flat_map(|(at, part)| steps_from(&at, part, step)).take(MOST).collect();
    }
    parts
}

fn steps_from<'v>(at: &str, part: &'v Value, step: &Step) -> Vec<(String, &'v Value)> {
    let member =
        |(name, part): (&String, &'v Value)| (format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")), part);
    match (step, part) {
        (Step::Property(name), Value::Object(members)) => members.get_key_value(name).map(member).into_iter().collect(),
        (Step::Matching(_) | Step::Undeclared, Value::Object(members)) => members.iter().map(member).collect(),
        (Step::Name, part) => vec![(at.to_owned(), part)],
        (Step::Position(n), Value::Array(items)) => {
            items.get(*n).map(|item| (format!("{at}/{n}"), item)).into_iter().collect()
        }
        (Step::Item, Value::Array(items)) => {
            items.iter().enumerate().map(|(n, item)| (format!("{at}/{n}"), item)).collect()
        }
        _ => Vec::new(),
    }
}

/// A schema that accepts the values which have, at the end of the path, a part that fits `leaf`.
pub(crate) fn planted(path: &[Step], leaf: Value) -> Value {
    path.iter().rev().fold(leaf, |inner, step| match step {
        Step::Property(name) => json!({ "type": "object", "required": [name], "properties": { name: inner } }),
        Step::Matching(pattern) => json!({
            "type": "object",
            "not": { "patternProperties": { pattern: { "not": inner } } },
        }),
        Step::Undeclared => json!({ "type": "object", "not": { "additionalProperties": { "not": inner } } }),
        Step::Name => json!({ "type": "object", "not": { "propertyNames": { "not": inner } } }),
        Step::Position(n) => {
            let mut items = vec![json!(true); *n];
            items.push(inner);
            json!({ "type": "array", "minItems": n + 1, "prefixItems": items })
        }
        Step::Item => json!({ "type": "array", "contains": inner }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_property_is_taken_over_with_its_place_in_required() {
        let old = json!({"properties": {"a": {"type": "string"}}, "required": ["a"]});
        let new = json!({"properties": {"a": true, "b": {"type": "integer"}}, "required": ["b"], "maxProperties": 9});
        let alone = alone(&old, &new, &Edit::Property("b".to_owned())).expect("it accepts and rejects");
        let both = json!({"a": {"type": "string"}, "b": {"type": "integer"}});
        assert_eq!(alone, json!({"properties": both, "required": ["a", "b"]}));
    }

    #[test]
    fn a_rename_takes_one_name_away_and_adds_the_other() {
        let old = json!({"properties": {"sku": true}, "required": ["sku"]});
        let new = json!({"properties": {"code": true}, "required": ["code"]});
        let edit = Edit::Renamed("sku".to_owned(), "code".to_owned());
        assert_eq!(alone(&old, &new, &edit), Some(json!({"properties": {"code": true}, "required": ["code"]})));
    }

    #[test]
    fn one_value_of_an_enum_is_added_to_a_const() {
        let new = json!({"enum": ["A", "B", "C"]});
        let alone = alone(&json!({"const": "A"}), &new, &Edit::Value("\"B\"".to_owned()));
        assert_eq!(alone, Some(json!({"enum": ["A", "B"]})));
    }

    #[test]
    fn keywords_that_are_gone_are_dropped() {
        let edit = Edit::Keywords(vec![Kw::MaxLength]);
        assert_eq!(alone(&json!({"maxLength": 3, "minLength": 1}), &json!({}), &edit), Some(json!({"minLength": 1})));
    }

    #[test]
    fn a_path_leads_to_a_required_part() {
        let path = [Step::Property("lines".to_owned()), Step::Item];
        let planted = planted(&path, json!({"const": 1}));
        let lines = json!({"type": "array", "contains": {"const": 1}});
        assert_eq!(planted, json!({"type": "object", "required": ["lines"], "properties": {"lines": lines}}));
    }
}
