use serde_json::{Value, json};

use super::*;
use crate::arena::Options;

fn proved(definitions: &Value, a: &Value, b: &Value) -> bool {
    let mut arena = Arena::new(definitions.as_object().unwrap(), Options::default());
    let (a, b) = (arena.intern(a), arena.intern(b));
    arena.included(&mut Memo::default(), a, b)
}

#[test]
fn keywords_are_compared_one_by_one() {
    let cases = [
        (json!({ "maxLength": 5 }), json!({ "maxLength": 6 }), true),
        (json!({ "maxLength": 6 }), json!({ "maxLength": 5 }), false),
        (json!({ "exclusiveMinimum": 1 }), json!({ "minimum": 1.0 }), true),
        (json!({ "minimum": 1 }), json!({ "exclusiveMinimum": 1.0 }), false),
        (json!({ "type": "integer" }), json!({ "type": "number", "multipleOf": 0.5 }), true),
        (json!({ "type": "integer", "multipleOf": 6 }), json!({ "multipleOf": 3 }), true),
        (json!({ "enum": ["a", "bb"] }), json!({ "type": "string", "maxLength": 2 }), true),
        (json!({ "enum": ["a", "bbb"] }), json!({ "type": "string", "maxLength": 2 }), false),
        (json!({ "type": "boolean" }), json!({ "enum": [true, false, 1] }), true),
        (json!({ "required": ["a", "b"] }), json!({ "required": ["b"] }), true),
        (json!({ "pattern": "^ab+$" }), json!({ "pattern": "^ab*$" }), true),
        (json!({ "anyOf": [{ "type": "string" }, { "type": "null" }] }), json!({ "type": ["null", "string"] }), true),
        (json!({ "oneOf": [{ "type": "string" }, {}] }), json!({ "not": { "type": "string" } }), false),
    ];
    for (a, b, expected) in cases {
        assert_eq!(proved(&json!({}), &a, &b), expected, "{a} in {b}");
    }
}

#[test]
fn members_are_compared_by_class() {
    let closed = json!({ "properties": { "a": { "type": "string" } }, "additionalProperties": false });
    let open = json!({ "properties": { "a": { "type": ["string", "null"] }, "ab": { "type": "null" } } });
    assert!(proved(&json!({}), &closed, &open));
    assert!(!proved(&json!({}), &open, &closed));
    let patterned = json!({ "patternProperties": { "^a": { "type": "string" } }, "additionalProperties": false });
    assert!(proved(&json!({}), &closed, &patterned));
    assert!(!proved(&json!({}), &patterned, &closed));
    assert!(!proved(&json!({}), &patterned, &open));
}

#[test]
fn tagged_alternatives_are_disjoint() {
    let tagged = |tag: &str| json!({ "type": "object", "properties": { "t": { "const": tag } }, "required": ["t"] });
    let one_of = json!({ "oneOf": [tagged("a"), tagged("b")] });
    assert!(proved(&json!({}), &tagged("a"), &one_of));
    let any_of = json!({ "anyOf": [tagged("a"), tagged("b")] });
    assert!(proved(&json!({}), &any_of, &one_of));
}

#[test]
fn parts_that_may_be_missing_are_no_clash() {
    let mut arena = Arena::new(&serde_json::Map::new(), Options::default());
    let mut disjoint = |a: Value, b: Value| {
        let (a, b) = (arena.intern(&a), arena.intern(&b));
        arena.disjoint(&mut Memo::default(), a, b)
    };
    let list =
        |kind: &str, least: u64| json!({ "type": "array", "prefixItems": [{ "type": kind }], "minItems": least });
    assert!(!disjoint(list("string", 0), list("null", 0)));
    assert!(disjoint(list("string", 1), list("null", 0)));
    let member = |kind: &str, names: Value| json!({ "type": "object", "properties": { "a": { "type": kind } }, "required": names });
    assert!(!disjoint(member("string", json!([])), member("null", json!(["b"]))));
    assert!(disjoint(member("string", json!([])), member("null", json!(["a"]))));
}

#[test]
fn recursion_is_proved_by_coinduction() {
    let tree = |name: &str, leaf: u64| {
        let child = json!({ "$ref": format!("#/$defs/{name}") });
        json!({ "properties": { "leaf": { "maxLength": leaf }, "left": child, "right": child } })
    };
    let definitions = json!({ "A": tree("A", 4), "B": tree("B", 5) });
    let (a, b) = (json!({ "$ref": "#/$defs/A" }), json!({ "$ref": "#/$defs/B" }));
    assert!(proved(&definitions, &a, &b));
    assert!(!proved(&definitions, &b, &a));
}

#[test]
fn what_leans_on_a_failed_claim_is_not_kept() {
    // `A in B` fails at `z`; `C in D` leans on it, and must not be believed afterwards.
    let definitions = json!({
        "A": { "properties": { "c": { "$ref": "#/$defs/C" }, "z": { "maxLength": 9 } } },
        "B": { "properties": { "c": { "$ref": "#/$defs/D" }, "z": { "maxLength": 8 } } },
        "C": { "type": "object", "properties": { "a": { "$ref": "#/$defs/A" } } },
        "D": { "type": "object", "properties": { "a": { "$ref": "#/$defs/B" } } },
    });
    let arena = Arena::new(definitions.as_object().unwrap(), Options::default());
    let [a, b, c, d] = ["A", "B", "C", "D"].map(|name| arena.definition(name).unwrap());
    let mut memo = Memo::default();
    assert!(!arena.included(&mut memo, a, b));
    assert!(!arena.included(&mut memo, c, d));
}
