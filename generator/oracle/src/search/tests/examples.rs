//! Pairs of schemas whose inclusion is known.

use serde_json::{Value, json};

use super::super::*;
use super::{difference, validator};

fn assert_included(definitions: &Value, a: &Value, b: &Value) {
    assert_eq!(difference(definitions, a, b), Found::None, "{a} in {b}");
}

fn assert_escapes(definitions: &Value, a: &Value, b: &Value) -> Value {
    match difference(definitions, a, b) {
        Found::Value(value) => {
            assert!(validator(definitions, a).is_valid(&value), "{value} is no value of {a}");
            assert!(!validator(definitions, b).is_valid(&value), "{value} is a value of {b}");
            value
        }
        other => panic!("{a} in {b}: {other:?}"),
    }
}

/// Each row: whether the one includes the other, forth and back.
fn check(rows: &[(Value, Value, bool, bool)]) {
    let none = json!({});
    for (a, b, forth, back) in rows {
        for (a, b, included) in [(a, b, forth), (b, a, back)] {
            match included {
                true => assert_included(&none, a, b),
                false => drop(assert_escapes(&none, a, b)),
            }
        }
    }
}

#[test]
fn numbers() {
    check(&[
        (json!({ "type": "integer", "multipleOf": 6 }), json!({ "multipleOf": 3 }), true, false),
        (json!({ "type": "integer" }), json!({ "type": "number", "multipleOf": 0.5 }), true, false),
        (json!({ "minimum": 1 }), json!({ "exclusiveMinimum": 1 }), false, true),
        (json!({ "type": "integer", "exclusiveMinimum": 1 }), json!({ "minimum": 2 }), true, false),
        (json!({ "type": "number", "minimum": 0.1, "maximum": 0.2 }), json!({ "multipleOf": 0.1 }), false, false),
        (json!({ "type": "integer", "minimum": 1, "maximum": 5, "multipleOf": 6 }), json!(false), true, true),
        (json!({ "type": "integer", "minimum": 3, "maximum": 4 }), json!({ "enum": [3, 4.0] }), true, true),
        (
            json!({ "type": "integer", "multipleOf": 6, "not": { "multipleOf": 4 } }),
            json!({ "not": { "multipleOf": 12 } }),
            true,
            false,
        ),
        (
            json!({ "type": "number", "multipleOf": 0.4, "not": { "multipleOf": 0.6 } }),
            json!({ "not": { "multipleOf": 1.2 } }),
            true,
            false,
        ),
    ]);
}

#[test]
fn numbers_beyond_floats() {
    let parse = |text: &str| -> Value { serde_json::from_str(text).unwrap() };
    let huge = parse(r#"{"type": "number", "minimum": 1e400}"#);
    check(&[
        (huge.clone(), parse(r#"{"minimum": 1e399}"#), true, false),
        (
            parse(r#"{"type": "number", "maximum": 0.3}"#),
            parse(r#"{"maximum": 0.3000000000000000000001}"#),
            true,
            false,
        ),
    ]);
    let absurd = parse(r#"{"maximum": 1e999999999}"#);
    assert!(matches!(difference(&json!({}), &json!({ "type": "number" }), &absurd), Found::Unknown(_)));
}

#[test]
fn strings() {
    check(&[
        (json!({ "type": "string", "maxLength": 5 }), json!({ "maxLength": 6 }), true, false),
        (json!({ "type": "string", "minLength": 5, "maxLength": 4 }), json!(false), true, true),
        (json!({ "pattern": "^a+$" }), json!({ "pattern": "^a" }), true, false),
        (json!({ "type": "string", "pattern": "^[ab]$" }), json!({ "enum": ["a", "b"] }), true, true),
        (
            json!({ "type": "string", "pattern": "^a*$", "maxLength": 2 }),
            json!({ "enum": ["", "a", "aa"] }),
            true,
            true,
        ),
        (
            json!({ "type": "string", "maxLength": 100_000 }),
            json!({ "type": "string", "maxLength": 99_999 }),
            false,
            true,
        ),
        (json!({ "type": "string", "pattern": "^\\d{3}$", "minLength": 4 }), json!(false), true, true),
    ]);
}

#[test]
fn applicators() {
    let tagged = |tag: &str, extra: Value| {
        let mut schema = json!({ "type": "object", "properties": { "t": { "const": tag } }, "required": ["t"] });
        schema["properties"]["x"] = extra;
        schema
    };
    let two = |keyword: &str| json!({ keyword: [tagged("a", json!({})), tagged("b", json!({ "type": "string" }))] });
    check(&[
        (
            json!({ "oneOf": [{ "minimum": 1 }, { "maximum": 5 }] }),
            json!({ "anyOf": [{ "minimum": 1 }, { "maximum": 5 }] }),
            true,
            false,
        ),
        (two("oneOf"), two("anyOf"), true, true),
        (two("oneOf"), json!({ "oneOf": [tagged("a", json!({})), tagged("b", json!({}))] }), true, false),
        (json!({ "enum": [1, 2] }), json!({ "anyOf": [{ "const": 1 }, { "enum": [2, 3] }] }), true, false),
        (json!({ "not": { "type": "string" } }), json!({ "not": { "const": "x" } }), true, false),
        (
            json!({ "if": { "type": "string" }, "then": { "maxLength": 3 }, "else": { "type": "integer" } }),
            json!({ "type": ["string", "integer"], "maxLength": 3 }),
            true,
            true,
        ),
        (
            json!({ "if": { "required": ["a"] }, "then": { "required": ["b"] } }),
            json!({ "dependentRequired": { "a": ["b"] } }),
            true,
            true,
        ),
        (json!({ "oneOf": [{}, {}] }), json!(false), true, true),
        (
            json!({ "not": { "anyOf": [{ "minLength": 1 }, { "type": "number" }] } }),
            json!({ "maxLength": 0 }),
            true,
            false,
        ),
    ]);
}

#[test]
fn objects() {
    let closed =
        |properties: Value| json!({ "type": "object", "properties": properties, "additionalProperties": false });
    let pair = json!({
        "type": "object",
        "patternProperties": { "^a$": {}, "^b$": {} },
        "additionalProperties": false,
        "minProperties": 2,
    });
    check(&[
        (
            json!({ "type": "object", "required": ["a"], "maxProperties": 1 }),
            json!({ "properties": { "b": false } }),
            true,
            false,
        ),
        (json!({ "type": "object", "required": ["a", "b"], "maxProperties": 1 }), json!(false), true, true),
        (pair.clone(), json!({ "required": ["a", "b"] }), true, false),
        (pair, json!({ "not": { "minProperties": 2 } }), false, false),
        (closed(json!({ "a": {} })), closed(json!({ "a": {}, "b": {} })), true, false),
        (closed(json!({ "a": {} })), json!({ "type": "object", "properties": { "a": {} } }), true, false),
        (
            json!({ "type": "object", "patternProperties": { "^a": { "type": "string" } }, "additionalProperties": false }),
            json!({ "type": "object", "patternProperties": { "^ab?$": { "type": "string" } } }),
            true,
            false,
        ),
        (
            json!({ "patternProperties": { "^a": { "minimum": 3 }, "b$": { "maximum": 2, "type": "number" } }, "required": ["ab"] }),
            json!({ "not": { "type": "object" } }),
            true,
            true,
        ),
        (
            json!({ "type": "object", "patternProperties": { "^a": { "minimum": 3, "type": "number" }, "b$": { "maximum": 2 } } }),
            json!({ "not": { "required": ["ab"] } }),
            true,
            false,
        ),
        (
            json!({ "dependentRequired": { "a": ["b"] } }),
            json!({ "dependentRequired": { "a": ["b", "c"] } }),
            false,
            true,
        ),
        (
            json!({ "type": "object", "minProperties": 2, "propertyNames": { "enum": ["a", "b"] } }),
            json!({ "required": ["a", "b"] }),
            true,
            false,
        ),
        (
            json!({ "minProperties": 3, "type": "object", "propertyNames": { "pattern": "^[ab]$" } }),
            json!(false),
            true,
            true,
        ),
        (
            json!({ "type": "object", "propertyNames": { "maxLength": 3 } }),
            json!({ "properties": { "long": false } }),
            true,
            false,
        ),
        (
            json!({ "dependentSchemas": { "a": { "required": ["b"] } } }),
            json!({ "dependentRequired": { "a": ["b"] } }),
            true,
            true,
        ),
        (
            json!({ "allOf": [{ "properties": { "a": { "type": "string" } }, "additionalProperties": false }, { "required": ["b"] }] }),
            json!({ "not": { "type": "object" } }),
            true,
            true,
        ),
    ]);
}

/// A schema of arrays.
fn array(mut schema: Value) -> Value {
    schema["type"] = "array".into();
    schema
}

#[test]
fn arrays() {
    check(&[
        (
            array(json!({ "items": { "type": "string" } })),
            array(json!({ "items": { "type": ["string", "null"] } })),
            true,
            false,
        ),
        (
            array(json!({ "contains": { "const": 1 }, "items": { "const": 1 } })),
            array(json!({ "minItems": 1 })),
            true,
            false,
        ),
        (
            array(json!({ "contains": { "type": "string" }, "minContains": 2 })),
            array(json!({ "contains": { "type": "string" } })),
            true,
            false,
        ),
        (
            array(json!({ "allOf": [{ "contains": { "type": "string" } }, { "contains": { "type": "null" } }] })),
            array(json!({ "minItems": 2 })),
            true,
            false,
        ),
        (
            array(json!({ "contains": { "minimum": 3 }, "maxContains": 1, "items": { "minimum": 5 } })),
            array(json!({ "maxItems": 1 })),
            true,
            false,
        ),
        (
            array(json!({ "prefixItems": [{ "type": "null" }], "items": false })),
            array(json!({ "maxItems": 1 })),
            true,
            false,
        ),
        (
            array(json!({ "prefixItems": [{ "const": 1 }, { "const": 2 }], "minItems": 2 })),
            array(json!({ "not": { "items": { "const": 1 } } })),
            true,
            false,
        ),
    ]);
}

#[test]
fn distinct_items() {
    check(&[
        (
            array(json!({ "uniqueItems": true, "items": { "enum": [1, 2, 3] } })),
            array(json!({ "maxItems": 2 })),
            false,
            false,
        ),
        (
            array(json!({ "uniqueItems": true, "minItems": 4, "items": { "type": "object" } })),
            json!(false),
            false,
            true,
        ),
        (
            array(json!({ "uniqueItems": true, "minItems": 2, "prefixItems": [{ "enum": [1, 2] }, { "const": 1 }] })),
            array(json!({ "prefixItems": [{ "const": 2 }] })),
            true,
            false,
        ),
        (
            array(json!({ "uniqueItems": true, "minItems": 3, "items": { "type": "boolean" } })),
            json!(false),
            true,
            true,
        ),
        (
            array(json!({ "uniqueItems": true, "items": { "enum": [1, 2] } })),
            array(json!({ "maxItems": 2 })),
            true,
            false,
        ),
        (
            array(json!({ "prefixItems": [{ "const": 1 }, { "const": 2 }], "maxItems": 2 })),
            array(json!({ "uniqueItems": true })),
            true,
            false,
        ),
        (
            array(
                json!({ "uniqueItems": true, "minItems": 2, "items": { "items": { "const": 0 }, "maxItems": 1, "type": "array" } }),
            ),
            array(json!({ "maxItems": 2 })),
            true,
            false,
        ),
    ]);
}

#[test]
fn unevaluated_parts() {
    let base = json!({ "properties": { "a": {} } });
    let closed = json!({ "type": "object", "properties": { "a": {}, "b": {} }, "additionalProperties": false });
    check(&[
        (
            json!({ "type": "object", "allOf": [base], "properties": { "b": {} }, "unevaluatedProperties": false }),
            closed.clone(),
            true,
            true,
        ),
        (
            json!({ "type": "object", "anyOf": [{ "properties": { "a": { "const": 1 } }, "required": ["a"] }, { "properties": { "b": {} } }], "unevaluatedProperties": false }),
            closed,
            true,
            false,
        ),
        (
            json!({ "type": "array", "allOf": [{ "prefixItems": [{}] }], "unevaluatedItems": false }),
            json!({ "type": "array", "maxItems": 1 }),
            true,
            true,
        ),
        (
            json!({ "type": "object", "if": { "required": ["a"], "properties": { "a": {} } }, "then": { "properties": { "b": {} } }, "unevaluatedProperties": false }),
            json!({ "dependentRequired": { "b": ["a"] } }),
            true,
            false,
        ),
    ]);
}

#[test]
fn a_tightened_leaf_of_a_recursive_tree_is_found_below() {
    let tree = |name: &str, most: u64| {
        json!({
            "type": "object",
            "properties": {
                "value": { "type": "integer", "maximum": 9 },
                "child": { "$ref": format!("#/$defs/{name}") },
                "leaf": { "type": "string", "maxLength": most },
            },
            "required": ["value"],
        })
    };
    let definitions = json!({ "Old": tree("Old", 5), "New": tree("New", 4) });
    let (old, new) = (json!({ "$ref": "#/$defs/Old" }), json!({ "$ref": "#/$defs/New" }));
    let value = assert_escapes(&definitions, &old, &new);
    assert_eq!(value["leaf"].as_str().map(str::len), Some(5));
    assert_included(&definitions, &new, &old);
    let deep = json!({ "$ref": "#/$defs/Old", "properties": { "leaf": false } });
    let value = assert_escapes(&definitions, &deep, &new);
    assert_eq!(value["child"]["leaf"].as_str().map(str::len), Some(5));
}

#[test]
fn a_schema_without_finite_values_is_empty() {
    let definitions = json!({
        "Endless": { "type": "object", "properties": { "next": { "$ref": "#/$defs/Endless" } }, "required": ["next"] },
        "Even": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/Odd" } },
        "Odd": { "type": "array", "contains": { "$ref": "#/$defs/Even" } },
    });
    for name in ["Endless", "Even", "Odd"] {
        assert_included(&definitions, &json!({ "$ref": format!("#/$defs/{name}") }), &json!(false));
    }
}

#[test]
fn a_goal_that_failed_while_another_was_open_is_asked_again() {
    // Within `A`, `B` fails because it needs `A`; alone it has a value, as `A` has one.
    let list =
        |item: &str| json!({ "type": "array", "prefixItems": [{ "$ref": format!("#/$defs/{item}") }], "minItems": 1 });
    let nulls = json!({ "type": "array", "items": { "type": "null" }, "minItems": 2 });
    let definitions = json!({ "A": { "anyOf": [list("B"), nulls] }, "B": list("A") });
    let arena = Arena::new(definitions.as_object().unwrap(), crate::arena::Options::default());
    let (a, b) = (arena.definition("A").unwrap(), arena.definition("B").unwrap());
    let mut search = Search::new(&arena);
    assert_eq!(search.find(&[a], &[], 1000), Found::Value(json!([null, null])));
    assert_eq!(search.find(&[b], &[], 1000), Found::Value(json!([[null, null]])));
}

#[test]
fn planted_shapes_are_kept() {
    let mut arena = Arena::new(&serde_json::Map::new(), crate::arena::Options::default());
    let a = arena.intern(&json!({ "type": "object", "additionalProperties": { "type": "string" } }));
    let b = arena.intern(&json!({ "type": "object", "additionalProperties": { "maxLength": 3 } }));
    let planted = arena.intern(&json!({ "required": ["x", "y"], "properties": { "y": { "minLength": 4 } } }));
    let Found::Value(value) = Search::new(&arena).find(&[a, planted], &[b], 1000) else { panic!("there is one") };
    assert_eq!(value.as_object().unwrap().len(), 2);
    assert_eq!(value["y"].as_str().map(str::len), Some(4));
}

#[test]
fn an_asserted_format_is_undecided_unless_equal() {
    let options = crate::arena::Options { assert_formats: true };
    let mut arena = Arena::new(&serde_json::Map::new(), options);
    let mail = arena.intern(&json!({ "type": "string", "format": "email" }));
    let text = arena.intern(&json!({ "type": "string" }));
    let longer = arena.intern(&json!({ "type": "string", "format": "email", "minLength": 3 }));
    let mut search = Search::new(&arena);
    assert!(matches!(search.find(&[text], &[mail], 1000), Found::Unknown(why) if why.reason == "format"));
    let odd = arena.intern(&json!({ "items": { "pattern": "(a)\\1" } }));
    let lists = arena.intern(&json!({ "type": "array" }));
    let mut search = Search::new(&arena);
    let Found::Unknown(why) = search.find(&[lists], &[odd], 1000) else { panic!("a back reference is not regular") };
    assert_eq!((why.reason.as_str(), why.pointer.as_str()), ("pattern", "/items"));
    assert_eq!(search.find(&[mail], &[text], 1000), Found::None);
    assert_eq!(search.find(&[longer], &[mail], 1000), Found::None);
}

#[test]
fn a_budget_that_is_used_up_is_no_proof() {
    let mut arena = Arena::new(&serde_json::Map::new(), crate::arena::Options::default());
    let a = arena.intern(&json!({ "type": "array", "items": { "enum": [1, 2] }, "uniqueItems": true }));
    let b = arena.intern(&json!({ "maxItems": 2 }));
    let mut search = Search::new(&arena);
    assert!(matches!(search.find(&[a], &[b], 3), Found::Unknown(_)));
    assert_eq!(search.find(&[a], &[b], 10_000), Found::None);
}

#[test]
fn many_tagged_alternatives_take_few_steps() {
    let variant = |tag: usize, most: usize| {
        let mut properties = json!({ "tag": { "const": format!("t{tag}") } });
        for name in 0..8 {
            properties[format!("p{name}")] = json!({ "type": "string", "maxLength": most });
        }
        json!({ "type": "object", "properties": properties, "required": ["tag", "p0", "p1"], "additionalProperties": false })
    };
    let union = |changed: usize| -> Value {
        let variants: Vec<Value> = (0..40).map(|tag| variant(tag, if tag == changed { 9 } else { 5 })).collect();
        json!({ "oneOf": variants })
    };
    let (old, new) = (union(40), union(31));
    assert_eq!(assert_escapes(&json!({}), &new, &old)["tag"], "t31");
    assert_included(&json!({}), &old, &new);
}

#[test]
fn what_is_nested_too_deeply_is_undecided_and_does_not_overflow() {
    let nested = |most: u64, depth: usize| {
        (0..depth).fold(json!({ "type": "string", "maxLength": most }), |inner, _| {
            json!({ "type": "object", "properties": { "a": inner }, "anyOf": [{ "required": ["a"] }, { "maxProperties": 0 }] })
        })
    };
    assert_escapes(&json!({}), &nested(5, 20), &nested(4, 20));
    assert!(matches!(difference(&json!({}), &nested(5, 200), &nested(4, 200)), Found::Unknown(_)));
    let choices: Vec<Value> =
        (0..600).map(|n| json!({ "anyOf": [{ "required": [format!("a{n}")] }, { "minProperties": 601 }] })).collect();
    let wide = json!({ "type": "object", "allOf": choices });
    assert!(matches!(
        difference(&json!({}), &wide, &json!({ "required": ["b"] })),
        Found::Unknown(_) | Found::Value(_)
    ));
}
