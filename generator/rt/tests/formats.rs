//! Formats as the `jsonschema` crate asserts them, over the official suite and beyond it.
#![allow(clippy::disallowed_methods, reason = "tests read fixtures")]

use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use stipula_rt::{format::has_format, known_format};

/// Where we know better, and why. A row that agrees fails the test: remove it then.
const KNOWN: &[(&str, &str)] = &[];

const FORMATS: [&str; 17] = [
    "date",
    "date-time",
    "duration",
    "email",
    "hostname",
    "ipv4",
    "ipv6",
    "iri",
    "iri-reference",
    "json-pointer",
    "regex",
    "relative-json-pointer",
    "time",
    "uri",
    "uri-reference",
    "uri-template",
    "uuid",
];

fn validator(format: &str) -> jsonschema::Validator {
    let schema = json!({"$schema": "https://json-schema.org/draft/2020-12/schema", "format": format});
    jsonschema::options().should_validate_formats(true).build(&schema).expect("it is a schema")
}

/// The texts of the suite, by format.
fn suite() -> BTreeMap<String, Vec<String>> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/json-schema-test-suite/tests/draft2020-12/optional/format");
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("the suite is there").flatten() {
        let groups: Value =
            serde_json::from_str(&std::fs::read_to_string(entry.path()).expect("it can be read")).expect("it is JSON");
        for group in groups.as_array().into_iter().flatten() {
            let Some(format) = group["schema"]["format"].as_str() else { continue };
            let cases = group["tests"].as_array().into_iter().flatten();
            let found = cases.filter_map(|case| case["data"].as_str().map(str::to_owned));
            texts.entry(format.to_owned()).or_default().extend(found);
        }
    }
    texts
}

#[test]
fn what_is_known_is_what_is_asserted() {
    for format in FORMATS {
        assert!(known_format(format), "{format}");
    }
    for format in ["password", "idn-email", "idn-hostname", "int32", "byte", "binary", ""] {
        assert!(!known_format(format), "{format}");
    }
    assert!(suite().len() >= FORMATS.len());
}

#[test]
fn every_text_of_the_suite_is_judged_alike() {
    let mut differ = Vec::new();
    let mut count = 0;
    for (format, texts) in suite().iter().filter(|(format, _)| known_format(format)) {
        let validator = validator(format);
        for text in texts {
            count += 1;
            let expected = validator.is_valid(&json!(text));
            if has_format(format, text) != Some(expected) {
                differ.push(format!("{format}: {text:?}: expected {expected}"));
            }
        }
    }
    differ.retain(|row| !KNOWN.iter().any(|(known, _)| row.starts_with(known)));
    assert!(differ.is_empty(), "{differ:#?}");
    assert!(count > 300, "{count} texts");
}

/// `jsonschema` 0.60 takes some signs for digits.
#[test]
fn a_year_has_four_digits() {
    for text in ["-001-01-01", "+001-01-01", "2024-01--1"] {
        assert_eq!(has_format("date", text), Some(false), "{text}");
    }
}

/// Texts near the grammar of each format.
fn near() -> impl Strategy<Value = (&'static str, String)> {
    let two = "[0-6][0-9]";
    let table = [
        ("date", "[0-9]{4}-[01][0-9]-[0-3][0-9]".to_owned()),
        ("time", format!("[0-2][0-9]:{two}:{two}(\\.[0-9]{{0,12}})?([zZ]|[+-][0-2][0-9]:{two})")),
        (
            "date-time",
            format!(
                "[0-9]{{4}}-[01][0-9]-[0-3][0-9][tT ][0-2][0-9]:{two}:(60|{two})(\\.[0-9]{{1,3}})?([zZ]|[+-]{two}:{two})"
            ),
        ),
        ("duration", "P([0-9]{1,2}[YMWD]){0,3}(T([0-9]{1,2}[HMS]){0,3})?".to_owned()),
        ("uuid", "[0-9a-fA-F]{8}-[0-9a-f]{4}-[0-9a-g]{4}-[0-9a-f]{4}-?[0-9a-f]{12}".to_owned()),
        ("hostname", "([a-zA-Z0-9-]{1,5}\\.?|xn--[a-z0-9-]{1,8}\\.?){0,4}".to_owned()),
        ("email", "[a-z.\"+ ]{0,6}@?(\\[(IPv6:)?[0-9a-f:.]{1,9}\\]|[a-z.-]{1,8})".to_owned()),
        ("ipv4", "[0-9]{1,3}(\\.[0-9]{1,3}){2,4}".to_owned()),
        ("ipv6", "([0-9a-f]{0,4}:){0,8}([0-9a-f]{0,4}|1\\.2\\.3\\.4)".to_owned()),
        ("uri", "[a-z]{0,3}:?(//[a-z@:\\[\\]0-9.]{0,6})?[a-z/%2?#é\\[ ]{0,6}".to_owned()),
        ("uri-reference", "[a-z]{0,3}:?(//[a-z@:\\[\\]0-9.]{0,6})?[a-z/%2?#é\\[ ]{0,6}".to_owned()),
        ("iri", "[a-z]{0,3}:?(//[a-z@:0-9.é]{0,6})?[a-z/%2?#é ]{0,6}".to_owned()),
        ("json-pointer", "[/~01a-c]{0,8}".to_owned()),
        ("relative-json-pointer", "[0-9]{0,2}[#/~01a]{0,5}".to_owned()),
        ("uri-template", "([a-z%2 '|]|\\{[+#?]?[a-z_.%2]{0,4}[:*0-9,]{0,4}\\}?){0,5}".to_owned()),
    ];
    prop::sample::select(table.to_vec()).prop_flat_map(|(format, near)| {
        (Just(format), proptest::string::string_regex(&near).expect("it is a regular expression"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn texts_near_a_format_are_judged_alike((format, text) in near()) {
        let expected = VALIDATORS.with(|all| all[format].is_valid(&json!(text)));
        prop_assert_eq!(has_format(format, &text), Some(expected), "{} {:?}", format, text);
    }
}

thread_local! {
    static VALIDATORS: BTreeMap<&'static str, jsonschema::Validator> =
        FORMATS.into_iter().map(|format| (format, validator(format))).collect();
}
