//! What a back end cannot say is said where it stands, and what it cannot read costs nothing else.

mod support;

use support::{World, said};

/// What is said of one schema, without habits.
fn losses(schema: &str) -> Vec<String> {
    let world = World::text("thing.schema.json", schema);
    let made = world.typify().expect("typify reads it");
    let losses = made.losses.iter().filter(|loss| !loss.is_habit);
    losses.map(|loss| format!("{} {}", loss.effect.code(), loss.at.get(&world.sources).pointer())).collect()
}

#[test]
fn a_bound_that_nobody_checks_is_said_at_its_keyword() {
    assert_eq!(
        losses(r#"{"type": "object", "properties": {"n": {"type": "number", "minimum": 1, "multipleOf": 2}}}"#),
        ["backend-looser /properties/n/multipleOf", "backend-looser /properties/n/minimum"]
    );
    assert_eq!(losses(r#"{"type": "array", "maxItems": 3}"#), ["backend-looser /maxItems"]);
    assert_eq!(
        losses(r#"{"type": "object", "if": {"required": ["a"]}, "then": {"required": ["b"]}}"#),
        ["backend-looser /if"]
    );
}

#[test]
fn what_typify_checks_is_not_said() {
    let none: Vec<String> = Vec::new();
    assert_eq!(losses(r#"{"type": "string", "pattern": "^a+$", "minLength": 2, "maxLength": 5}"#), none);
    assert_eq!(losses(r#"{"const": "A"}"#), none);
    assert_eq!(losses(r#"{"enum": ["A", "B", null]}"#), none);
    assert_eq!(
        losses(
            r#"{"type": "array", "prefixItems": [{"type": "string"}, {"type": "boolean"}], "items": false, "minItems": 2}"#
        ),
        none
    );
    assert_eq!(losses(r#"{"type": "object", "additionalProperties": false, "properties": {}}"#), none);
}

#[test]
fn two_members_of_one_field_leave_one_out() {
    let found =
        losses(r#"{"type": "object", "properties": {"fooBar": {"type": "string"}, "foo_bar": {"type": "string"}}}"#);
    assert_eq!(found, ["backend-left-out /properties/foo_bar"]);
}

#[test]
fn an_open_enum_becomes_a_string() {
    let world =
        World::text("a.schema.json", r#"{"title": "State", "type": "string", "enum": ["A"], "x-enum-policy": "open"}"#);
    let made = world.typify().expect("typify reads it");
    assert!(made.rust.contains("pub struct State(pub ::std::string::String)"), "{}", made.rust);
    assert!(said(&made)[0].starts_with("backend-looser /enum: "), "{:?}", said(&made));
}

#[test]
fn a_choice_is_untold_only_where_it_tells_the_branches_apart() {
    let tagged = |tag: &str| {
        format!(r#"{{"type": "object", "required": ["kind"], "properties": {{"kind": {{"const": "{tag}"}}}}}}"#)
    };
    let (a, b) = (tagged("a"), tagged("b"));
    assert_eq!(losses(&format!(r#"{{"oneOf": [{a}, {b}]}}"#)), Vec::<String>::new());
    assert_eq!(losses(&format!(r#"{{"oneOf": [{a}, {a}, {{"type": "object"}}]}}"#)), ["backend-looser /oneOf"]);
}

#[test]
fn names_that_become_one_name_are_told_apart() {
    let schema = r#"{"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": {
        "foo-bar": {"type": "object", "properties": {"a": {"type": "string"}}},
        "fooBar": {"type": "object", "properties": {"b": {"type": "string"}}}
    }}"#;
    let made = World::text("a.schema.json", schema).typify().expect("typify reads it");
    let names: Vec<&str> = made.types.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["A", "FooBar", "FooBar2"]);
    assert!(made.rust.contains("pub struct FooBar2"), "{}", made.rust);
}

const TWO_SUCCESSES: &str = r#"
openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /a/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string } }
    post:
      operationId: makeA
      parameters:
        - { name: session, in: cookie, schema: { type: string } }
      responses:
        "200": { description: d, content: { application/json: { schema: { type: object, properties: { a: { type: string } } } } } }
        "202": { description: d }
        "404": { description: d, content: { application/problem+json: { schema: { type: object, properties: { title: { type: string } } } } } }
"#;

#[test]
fn progenitor_gets_one_success_and_reads_problems() {
    let world = World::text("openapi.yaml", TWO_SUCCESSES);
    let made = world.progenitor().expect("progenitor reads it");
    assert!(made.rust.contains("ResponseValue<types::MakeA200>, Error<types::MakeA404>"), "{}", made.rust);
    let said = said(&made).join("\n");
    assert!(said.contains("backend-left-out /paths/~1a~1{id}/post/responses/202: "), "{said}");
    assert!(said.contains("backend-left-out /paths/~1a~1{id}/post/parameters/0: "), "{said}");
}

#[test]
fn progenitor_as_it_is_does_not_read_it() {
    let world = World::text("openapi.yaml", TWO_SUCCESSES);
    let tree = world.sources.file(world.model.contracts[0].file).tree().root().expect("a document").to_json();
    let reason = stipula_backends::progenitor_as_it_is(&tree).expect_err("it is 3.1");
    assert!(reason.contains("3.1"), "{reason}");
}
