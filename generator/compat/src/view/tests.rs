use super::*;
use serde_json::json;

const TOLERANT: View = View::Reader { tolerant: true, open_enums: true };

fn view(schema: &Value, definitions: &Value, view: View) -> (Value, Map<String, Value>) {
    let definitions = definitions.as_object().expect("definitions are an object");
    let mut views = Views::new(definitions);
    let value = views.of(schema, view);
    (value, views.finish())
}

#[test]
fn a_closed_writer_sends_declared_properties_only() {
    let schema = json!({"type": "object", "properties": {"a": {"type": "object", "properties": {"b": true}}}});
    let (closed, _) = view(&schema, &json!({}), View::ClosedWriter);
    let inner = json!({"type": "object", "properties": {"b": true}, "additionalProperties": false});
    assert_eq!(closed, json!({"type": "object", "properties": {"a": inner}, "additionalProperties": false}));
}

#[test]
fn a_closed_writer_may_fill_maps_and_free_forms() {
    for schema in [
        json!({"properties": {"a": true}, "additionalProperties": {"type": "string"}}),
        json!({"type": "object"}),
        json!({"properties": {"a": true}, "additionalProperties": true}),
    ] {
        assert_eq!(view(&schema, &json!({}), View::ClosedWriter).0, schema);
    }
}

#[test]
fn a_composed_schema_is_closed_over_all_its_parts() {
    let definitions = json!({"base": {"properties": {"id": {"type": "string"}}}});
    let schema = json!({"allOf": [{"$ref": "#/$defs/base"}, {"properties": {"name": true}}]});
    let (closed, made) = view(&schema, &definitions, View::ClosedWriter);
    assert_eq!(closed["allOf"][1]["properties"], json!({"id": true, "name": true}));
    assert_eq!(closed["allOf"][1]["additionalProperties"], json!(false));
    let name = definition(closed["allOf"][0]["allOf"][0]["$ref"].as_str().expect("a reference")).expect("a name");
    assert_eq!(made[name], definitions["base"], "a part is not closed by itself");
}

#[test]
fn a_reference_to_itself_ends() {
    let definitions =
        json!({"tree": {"properties": {"left": {"$ref": "#/$defs/tree"}}, "additionalProperties": false}});
    let (value, made) = view(&json!({"$ref": "#/$defs/tree"}), &definitions, TOLERANT);
    assert_eq!(value, json!({"$ref": "#/$defs/tree.r"}));
    assert_eq!(made["tree.r"], json!({"properties": {"left": {"$ref": "#/$defs/tree.r"}}}));
}

#[test]
fn a_tolerant_reader_still_tells_closed_alternatives_apart() {
    let closed = |name: &str| json!({"properties": {name: true}, "additionalProperties": false});
    let (opened, _) = view(&json!({"oneOf": [closed("a"), closed("b")]}), &json!({}), TOLERANT);
    let alternative = |own: &str, other: &str| json!({"properties": {own: true, other: false}});
    assert_eq!(opened, json!({"oneOf": [alternative("a", "b"), alternative("b", "a")]}));
}

#[test]
fn only_enums_that_are_declared_open_are_opened() {
    let open = json!({"type": "string", "enum": ["A"], "x-enum-policy": "open"});
    assert!(view(&open, &json!({}), TOLERANT).0.get("enum").is_none());
    let closed = json!({"type": "string", "enum": ["A"]});
    assert_eq!(view(&closed, &json!({}), TOLERANT).0, closed);
}

#[test]
fn what_must_not_hold_is_left_alone() {
    let schema = json!({"not": {"properties": {"a": true}, "additionalProperties": false}});
    assert_eq!(view(&schema, &json!({}), TOLERANT).0, schema);
}
