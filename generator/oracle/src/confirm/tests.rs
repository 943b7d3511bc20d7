use super::*;
use serde_json::json;

fn confirm(schema: &Value, definitions: &Value) -> Confirm {
    Confirm::new(schema.clone(), Arc::new(definitions.as_object().unwrap().clone()), false)
}

fn opinions(schema: &Value, value: &str) -> [Option<bool>; 2] {
    let value: Value = serde_json::from_str(value).unwrap();
    let confirm = confirm(schema, &json!({}));
    let opinions = confirm.opinions(&value, None);
    [opinions.jsonschema, opinions.boon]
}

const BOTH: [Option<bool>; 2] = [Some(true); 2];
const NEITHER: [Option<bool>; 2] = [Some(false); 2];

#[test]
fn two_validators_judge_what_both_judge_exactly() {
    assert_eq!(opinions(&json!({ "type": "integer", "minimum": 3 }), "3.0"), BOTH);
    assert_eq!(opinions(&json!({ "maxLength": 1 }), r#""😀😀""#), NEITHER);
    assert_eq!(opinions(&json!(true), "[]"), BOTH);
    assert_eq!(opinions(&json!({ "minimum": 0.1 }), "0.1"), BOTH);
    assert_eq!(opinions(&json!({ "format": "date" }), r#""x""#), BOTH);
}

#[test]
fn boon_has_no_opinion_where_it_rounds() {
    assert_eq!(opinions(&json!({ "multipleOf": 0.01 }), "19.99"), [Some(true), None]);
    assert_eq!(opinions(&json!({ "maximum": 9_007_199_254_740_992u64 }), "9007199254740993"), [Some(false), None]);
    assert_eq!(opinions(&json!({ "minimum": 0 }), "1e400"), [Some(true), None]);
    assert_eq!(opinions(&json!({ "type": "integer" }), "1e400"), [Some(true), None]);
    assert_eq!(opinions(&json!({ "multipleOf": 3 }), "1e400"), [Some(false), None]);
    assert_eq!(opinions(&json!({ "const": 0.1 }), "0.1000000000000000055"), [Some(false), None]);
    assert_eq!(opinions(&json!({ "multipleOf": 0.01 }), r#""no number""#), BOTH);
}

#[test]
fn patterns_are_those_of_ecma_262() {
    assert_eq!(opinions(&json!({ "pattern": "^\\d$" }), r#""٣""#), NEITHER);
    assert_eq!(opinions(&json!({ "pattern": "(?=a)" }), r#""ba""#), BOTH);
    assert_eq!(opinions(&json!({ "pattern": "^[\\s\\S]$" }), r#""\n""#), BOTH);
    assert_eq!(
        opinions(&json!({ "patternProperties": { "^a": false }, "additionalProperties": true }), r#"{"ab": 1}"#),
        NEITHER
    );
    assert_eq!(
        opinions(&json!({ "patternProperties": { "^a": {} }, "additionalProperties": false }), r#"{"ab": 1}"#),
        BOTH
    );
}

#[test]
fn nobody_judges_a_schema_that_applies_itself() {
    let definitions = json!({ "a": { "not": { "$ref": "#/$defs/a" } } });
    let confirm = confirm(&json!({ "$ref": "#/$defs/a" }), &definitions);
    assert_eq!(confirm.opinions(&json!(1), None).agreed(), None);
}

#[test]
fn recursion_through_children_is_judged() {
    let definitions = json!({ "a": { "type": "object", "properties": { "a": { "$ref": "#/$defs/a" } } } });
    let confirm = confirm(&json!({ "$ref": "#/$defs/a" }), &definitions);
    let value = json!({ "a": { "a": 1 } });
    assert_eq!(confirm.opinions(&value, None).agreed(), Some(false));
    assert_eq!(confirm.fault(&value), Some(Fault { at: "/a/a".to_owned(), keyword: "type".to_owned() }));
}

#[test]
fn agreement_needs_two_and_nobody_against() {
    let opinions = |jsonschema, boon, own| Opinions { jsonschema, boon, own };
    assert_eq!(opinions(Some(true), None, None).agreed(), None);
    assert_eq!(opinions(Some(true), None, Some(true)).agreed(), Some(true));
    assert_eq!(opinions(Some(true), Some(true), Some(false)).agreed(), None);
    assert!(opinions(Some(true), Some(true), Some(false)).differ());
    assert!(!opinions(Some(false), None, None).differ());
}

#[test]
fn what_is_nested_too_deep_is_not_judged() {
    let deep = (0..1000).fold(json!(1), |inner, _| Value::Array(vec![inner]));
    let confirm = confirm(&json!({}), &json!({}));
    assert_eq!(confirm.opinions(&deep, Some(true)).agreed(), None);
}
