use serde_json::json;

use super::*;

fn arena(definitions: Value) -> Arena {
    let Value::Object(definitions) = definitions else { panic!("definitions are an object") };
    Arena::new(&definitions, Options::default())
}

fn shared<T: Sync + Send>(value: T) -> T {
    value
}

#[test]
fn equal_schemas_are_one_node() {
    let mut arena = shared(arena(json!({ "Name": { "type": "string", "title": "a name" } })));
    let named = arena.intern(&json!({ "properties": { "a": { "$ref": "#/$defs/Name" } }, "required": ["b", "a"] }));
    let inlined = arena.intern(&json!({ "required": ["a", "b"], "properties": { "a": { "type": ["string"] } } }));
    assert_eq!(named, inlined);
    let other = arena.intern(&json!({ "required": ["a"], "properties": { "a": { "type": ["string"] } } }));
    assert_ne!(named, other);
    assert_eq!(arena.intern(&json!({ "const": 1 })), arena.intern(&json!({ "enum": [1.0] })));
    assert_eq!(arena.intern(&json!({ "not": {} })), NodeId::FALSE);
    assert_eq!(arena.intern(&json!({ "description": "anything" })), NodeId::TRUE);
}

#[test]
fn recursive_schemas_that_unfold_alike_are_one_node() {
    let mut arena = arena(json!({
        "A": { "type": "object", "properties": { "next": { "$ref": "#/$defs/A" } } },
        "B": { "type": "object", "properties": { "next": { "$ref": "#/$defs/C" } } },
        "C": { "properties": { "next": { "$ref": "#/$defs/B" } }, "type": "object", "$comment": "as B" },
        "D": { "type": "object", "properties": { "next": { "$ref": "#/$defs/E" } } },
        "E": { "type": "object", "properties": { "next": { "$ref": "#/$defs/D" } }, "required": ["next"] },
    }));
    let [a, b, d] = ["A", "B", "D"].map(|name| arena.definition(name).unwrap());
    assert_eq!(a, b);
    assert_ne!(a, d);
    let unfolded = json!({ "type": "object", "properties": { "next": { "$ref": "#/$defs/A" } } });
    assert_eq!(arena.intern(&unfolded), a);
}

#[test]
fn circles_in_place_are_opaque_and_do_not_hang() {
    let mut arena = arena(json!({
        "Self": { "$ref": "#/$defs/Self" },
        "Any": { "anyOf": [{ "$ref": "#/$defs/Any" }, { "type": "null" }] },
        "Fine": { "anyOf": [{ "items": { "$ref": "#/$defs/Fine" } }, { "type": "null" }] },
    }));
    let circular = |name| arena.keywords(arena.definition(name).unwrap()).iter().all(|one| one.name() == "$ref");
    assert!(circular("Self") && circular("Any") && !circular("Fine"));
    let unknown = arena.intern(&json!({ "$ref": "#/$defs/Missing" }));
    assert_eq!(crate::evaluate::accepts(&arena, unknown, &json!(1)), None);
}

#[test]
fn pointers_lead_to_the_definition() {
    let arena = arena(json!({ "a/b": { "properties": { "x~y": { "minLength": 3 } } } }));
    let Keyword::Properties { named, .. } = &arena.keywords(arena.definition("a/b").unwrap())[0] else { panic!() };
    assert_eq!(arena.pointer(named[0].1), "/$defs/a~1b/properties/x~0y");
}
