use super::*;
use stipula_source::{Limits, Memory, Sources};

/// What is wrong with a text of metadata, each as `pointer keyword`.
fn wrong(yaml: &str) -> Vec<String> {
    let mut sources = Sources::new(Limits::default());
    let root = sources.add_root(Box::new(Memory::new().with("a.yaml", yaml)), "");
    sources.load(root, &["a.yaml".to_owned()]).expect("it is in memory");
    let file = sources.find(root, "a.yaml").expect("it is loaded");
    let object = sources.file(file).tree().root().expect("it holds something");
    failures(object).iter().map(|failure| format!("{} {}", failure.pointer, failure.keyword)).collect()
}

#[test]
fn every_key_is_described_and_its_examples_fit() {
    for key in keys() {
        assert!(!key.title.is_empty() && key.description.ends_with('.'), "{} is not described", key.name);
        assert!(!key.places.is_empty(), "{} stands nowhere", key.name);
        assert!(!key.examples.is_empty(), "{} has no example", key.name);
        for example in &key.examples {
            let found = wrong(&format!("{{{:?}: {example}}}", key.name));
            assert!(found.is_empty(), "{}: {example}: {found:?}", key.name);
        }
    }
}

#[test]
fn every_definition_of_a_key_is_a_key() {
    let schema = parsed();
    let defined = schema["$defs"].as_object().expect("there are definitions").keys();
    let defined: Vec<&String> = defined.filter(|name| name.starts_with("x-")).collect();
    assert_eq!(defined, keys().iter().map(|key| &key.name).collect::<Vec<_>>());
}

#[test]
fn places_are_known() {
    for key in keys() {
        let listed = key.definition["x-stands-on"].as_array().map_or(0, Vec::len);
        assert_eq!(listed, key.places.len(), "{} stands on something unknown", key.name);
    }
}

#[test]
fn no_key_is_a_slip_for_another() {
    for key in keys() {
        let others = keys().iter().filter(|other| other.name != key.name);
        for other in others {
            let names = (key.name.trim_start_matches("x-"), other.name.trim_start_matches("x-"));
            assert_eq!(distance(names.0, names.1), None, "{} and {}", key.name, other.name);
        }
    }
}

#[test]
fn wrong_values_are_found() {
    for (yaml, expected) in [
        ("x-owner: 7", "/x-owner type"),
        ("x-api-family: comand", "/x-api-family enum"),
        ("x-cache: {tll: PT5M}", "/x-cache additionalProperties"),
        ("x-cache: {ttl: five minutes}", "/x-cache/ttl pattern"),
        ("x-cache: {}", "/x-cache minProperties"),
        ("x-sunset: 2027-02-30", "/x-sunset format"),
        ("x-audience: [partner, partners]", "/x-audience/1 enum"),
        ("x-state-transition: [{command: a, form: [DRAFT]}]", "/x-state-transition/0 additionalProperties"),
        ("x-semantics: {kind: net-price, vat: none}", "/x-semantics additionalProperties"),
        (
            "x-lint-ignore: {array-bounded: {reason: why, expire: 2027-01-01}}",
            "/x-lint-ignore/array-bounded additionalProperties",
        ),
        ("x-error-codes: quote_expired", "/x-error-codes type"),
        ("x-rationale: ' '", "/x-rationale pattern"),
    ] {
        assert_eq!(wrong(yaml), [expected], "{yaml}");
    }
}

#[test]
fn slips_are_near_and_other_words_are_not() {
    let slips =
        ["x-ownr", "x-owners", "x-error-code", "x-apiFamily", "x-state_transition", "x-unti", "x-rol", "x-idempotancy"];
    assert!(
        slips.iter().all(|name| nearest(name).is_some()),
        "{:?}",
        slips.map(|name| nearest(name).map(|key| &key.name))
    );
    let others =
        ["x-rule", "x-order", "x-init", "x-code", "x-ms-enum", "x-github", "x-internal", "x-nullable", "x-tags"];
    assert!(
        others.iter().all(|name| nearest(name).is_none()),
        "{:?}",
        others.map(|name| nearest(name).map(|key| &key.name))
    );
    assert_eq!(nearest("x-sensitvity").map(|key| key.name.as_str()), Some("x-sensitivity"));
}
