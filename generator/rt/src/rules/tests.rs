use super::Rules;
use super::view::tolerant;
use crate::{Json, Mode, Reader};
use serde_json::json;

fn faults(schema: &serde_json::Value, text: &str, mode: Mode) -> Vec<String> {
    let rules = Rules::new(Box::leak(schema.to_string().into_boxed_str()));
    let json = Json::parse(text.as_bytes()).expect("JSON");
    let mut reader = Reader::new(mode);
    reader.in_member("here", |reader| {
        reader.rules(&rules, &json);
        Some(())
    });
    let faults = reader.finish(Some(())).err().map(|invalid| invalid.faults).unwrap_or_default();
    faults.into_iter().map(|fault| format!("{} {}: {}", fault.pointer, fault.keyword, fault.message)).collect()
}

fn is_valid(schema: &serde_json::Value, text: &str, mode: Mode) -> bool {
    faults(schema, text, mode).is_empty()
}

#[test]
fn faults_have_their_place_and_keyword() {
    let schema = json!({
        "if": {"properties": {"kind": {"const": "a"}}, "required": ["kind"]},
        "then": {"required": ["b"], "properties": {"n": {"maximum": 3}, "c": false}},
        "dependentRequired": {"x": ["y"]},
        "unevaluatedProperties": {"not": {"const": 7}},
    });
    let text = r#"{"kind": "a", "n": 4, "c": 1, "x": 1}"#;
    let mut found = faults(&schema, text, Mode::Strict);
    found.sort();
    assert_eq!(
        found,
        [
            "/here dependentRequired: `y` is required",
            "/here required: `b` is required",
            "/here/c falseSchema: must not be there",
            "/here/n maximum: must be at most 3",
        ]
    );
}

#[test]
fn numbers_are_exact_and_do_not_hang() {
    let schema = json!({"maximum": 1, "multipleOf": 0.01});
    assert!(is_valid(&schema, "0.07", Mode::Strict));
    assert!(!is_valid(&schema, "1.0000000000000000000000001", Mode::Strict));
    assert!(!is_valid(&schema, "0.0700000000000000000000001", Mode::Strict));
    let start = std::time::Instant::now();
    for hostile in ["1e999999999", "1e-999999999", "-1e999999999999999999", "1e99999999999999999999999999"] {
        for schema in [
            &schema,
            &json!({"const": 1}),
            &json!({"enum": [1, 2]}),
            &json!({"type": "integer"}),
            &json!({"uniqueItems": true}),
        ] {
            let _ = faults(schema, hostile, Mode::Strict);
            let _ = faults(schema, &format!("[{hostile}, {hostile}]"), Mode::Strict);
        }
    }
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
    assert!(is_valid(&json!({"const": 1.0}), "1", Mode::Strict));
    assert!(!is_valid(&json!({"type": "integer"}), "1.5", Mode::Strict));
}

#[test]
fn values_are_never_repeated() {
    let schemas = [
        json!({"pattern": "^x"}),
        json!({"enum": ["a"]}),
        json!({"const": "a"}),
        json!({"type": "number"}),
        json!({"maxLength": 1}),
        json!({"format": "uuid"}),
        json!({"not": {"type": "string"}}),
        json!({"oneOf": [{"const": 1}, {"const": 2}]}),
        json!({"anyOf": [{"const": 1}]}),
        json!({"oneOf": [true, {"minLength": 1}]}),
        json!(false),
    ];
    for schema in schemas {
        let found = faults(&schema, r#""hunter2hunter2""#, Mode::Strict);
        assert!(found.len() == 1 && !found[0].contains("hunter2"), "{schema}: {found:?}");
    }
}

#[test]
fn a_broken_schema_accepts_nothing() {
    assert!(Rules::check(r##"{"$ref": "#/$defs/none"}"##).is_err());
    assert!(Rules::check("{").is_err());
    assert_eq!(Rules::check(r##"{"$ref": "#/$defs/a", "$defs": {"a": {"type": "string"}}}"##), Ok(()));
    assert!(faults(&json!({"type": "no"}), "1", Mode::Strict)[0].starts_with("/here $schema: "));
}

#[test]
fn tolerant_readers_pass_over_unknown_members() {
    let schema = json!({
        "properties": {"a": {"$ref": "#/$defs/inner"}},
        "required": ["a"],
        "unevaluatedProperties": false,
        "$defs": {"inner": {"properties": {"b": {"type": "string"}}, "additionalProperties": false}},
    });
    let text = r#"{"a": {"b": "", "later": 1}, "later": 2}"#;
    assert!(is_valid(&schema, text, Mode::Tolerant));
    assert_eq!(faults(&schema, text, Mode::Strict).len(), 2);
    assert!(!is_valid(&schema, r#"{"a": {"b": 1}}"#, Mode::Tolerant));
}

#[test]
fn a_reference_to_itself_ends() {
    let schema = json!({
        "$ref": "#/$defs/tree",
        "$defs": {"tree": {"properties": {"left": {"$ref": "#/$defs/tree"}}, "additionalProperties": false}},
    });
    assert!(is_valid(&schema, r#"{"left": {"left": {"x": 1}}}"#, Mode::Tolerant));
    assert!(!is_valid(&schema, r#"{"left": {"left": {"x": 1}}}"#, Mode::Strict));
    let view = tolerant(&schema);
    assert_eq!(view["$defs"]["tree.r"], json!({"properties": {"left": {"$ref": "#/$defs/tree.r"}}}));
}

#[test]
fn a_tolerant_reader_still_tells_closed_alternatives_apart() {
    let closed = |name: &str| json!({"properties": {name: true}, "additionalProperties": false});
    let opened = tolerant(&json!({"oneOf": [closed("a"), closed("b")]}));
    let alternative = |own: &str, other: &str| json!({"properties": {own: true, other: false}});
    assert_eq!(opened, json!({"oneOf": [alternative("a", "b"), alternative("b", "a")]}));
}

#[test]
fn only_enums_that_are_declared_open_are_opened() {
    let open = json!({"type": "string", "enum": ["A"], "x-enum-policy": "open"});
    assert!(is_valid(&open, "\"B\"", Mode::Tolerant) && !is_valid(&open, "\"B\"", Mode::Strict));
    assert!(!is_valid(&open, "1", Mode::Tolerant));
    let untyped = json!({"enum": ["A", 1], "x-enum-policy": "open"});
    assert!(is_valid(&untyped, "2", Mode::Tolerant) && !is_valid(&untyped, "null", Mode::Tolerant));
    let closed = json!({"type": "string", "enum": ["A"]});
    assert_eq!(tolerant(&closed), closed);
}

#[test]
fn what_must_not_hold_is_left_alone() {
    let schema = json!({"not": {"properties": {"a": true}, "additionalProperties": false}});
    assert_eq!(tolerant(&schema), schema);
    assert_eq!(tolerant(&json!(false)), json!(false));
}
