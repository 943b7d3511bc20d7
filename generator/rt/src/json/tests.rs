use super::{DEEPEST, Json};
use crate::{Members, Number};
use proptest::prelude::*;

fn json(text: &str) -> Json {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn fault(text: &[u8]) -> String {
    Json::parse(text).expect_err("it is no JSON").to_string()
}

#[test]
fn numbers_and_order_are_kept() {
    let text = r#"{"z":1.50,"a":[1e400,-0.0,12345678901234567890123],"":null}"#;
    assert_eq!(json(text).to_string(), text);
}

#[test]
fn equality_is_that_of_json_schema() {
    assert_eq!(json(r#"{"a": 1, "b": [true]}"#), json(r#"{"b": [true], "a": 1.0}"#));
    assert_ne!(json("[1, 2]"), json("[2, 1]"));
    assert_ne!(json("0"), json("false"));
    assert_ne!(json("\"1\""), json("1"));
}

#[test]
fn what_is_no_json_is_refused_with_its_place() {
    for text in [
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "{a:1}",
        "nul",
        "01",
        "1 2",
        "'a'",
        "\"\t\"",
        "\"\\x\"",
        "[1",
        "\u{a0}1",
        "//\n1",
    ] {
        assert!(Json::parse(text.as_bytes()).is_err(), "{text:?}");
    }
    let message = fault(b"{\n  \"a\": [1, x]}");
    assert!(message.starts_with("/a/1: is no JSON at line 2, byte 12"), "{message}");
}

#[test]
fn what_is_no_unicode_is_refused() {
    for text in [&b"\"\xFF\""[..], b"\"\xED\xA0\x80\"", br#""\ud800""#, br#""\ud800\u0041""#, br#""\udc00""#, b"\xFF"] {
        assert!(Json::parse(text).is_err(), "{text:?}");
    }
    assert_eq!(json(r#""\ud83d\ude00""#), Json::from("😀"));
}

#[test]
fn names_stand_once() {
    assert_eq!(fault(br#"{"a": {"b/c": 1, "b\/c": 2}}"#), "/a/b~1c: must not stand in the object twice");
}

#[test]
fn depth_is_bounded() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(Json::parse(nested(DEEPEST).as_bytes()).is_ok());
    assert!(fault(nested(DEEPEST + 1).as_bytes()).contains("nested"));
    assert!(Json::parse("[".repeat(1_000_000).as_bytes()).is_err());
}

#[test]
fn text_can_be_indented() {
    let text = "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}";
    assert_eq!(format!("{:#}", json(text)), text);
}

#[test]
fn the_examples_of_canonical_json() {
    // RFC 8785 §3.2.2 and §3.2.3.
    let text = r#"{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}"#;
    let expected = r#"{"literals":[null,true,false],"numbers":[3.3333333333333329e+8,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"#;
    assert_eq!(json(text).canonical(), expected);
    let names = r#"{"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7}"#;
    assert_eq!(json(names).canonical(), "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\u{fb33}\":3}");
}

#[test]
fn canonical_numbers_are_those_of_ecmascript() {
    let cases = [
        ("-0.0", "0"),
        ("1.0", "1"),
        ("1e2", "100"),
        ("1e21", "1e+21"),
        ("1e20", "100000000000000000000"),
        ("0.000001", "0.000001"),
        ("1e-7", "1e-7"),
        ("-12.50", "-12.5"),
        ("9007199254740993", "9.007199254740993e+15"),
        ("1.7976931348623157e308", "1.7976931348623157e+308"),
        ("10e399", "1e+400"),
    ];
    for (text, expected) in cases {
        assert_eq!(json(text).canonical(), expected, "{text}");
    }
}

#[test]
fn pointers_find_parts() {
    let value = json(r#"{"a/b": [{"~": 1}], "0": 2}"#);
    assert_eq!(value.at("/a~1b/0/~0"), Some(&Json::from(1)));
    assert_eq!(value.at("/0"), Some(&Json::from(2)));
    assert_eq!(value.at(""), Some(&value));
    for nowhere in ["/a~1b/00", "/a~1b/+0", "/a~1b/1", "a", "/x"] {
        assert_eq!(value.at(nowhere), None, "{nowhere}");
    }
}

#[test]
fn serde_keeps_the_text_of_numbers() {
    #[derive(serde::Serialize, serde::Deserialize)]
    struct Event {
        data: Json,
    }
    let text = r#"{"data":{"price":0.10,"size":12345678901234567890123}}"#;
    let event: Event = serde_json::from_str(text).expect("JSON");
    assert_eq!(serde_json::to_string(&event).expect("JSON"), text);
    let value = serde_json::to_value(&event).expect("JSON");
    assert_eq!(serde_json::from_value::<Event>(value).expect("JSON").data.get("price"), event.data.get("price"));
    assert!(serde_json::from_str::<Json>(r#"{"a": 1, "a": 2}"#).is_err());
}

fn any_json() -> impl Strategy<Value = Json> {
    let digits = "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?";
    let scalar = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        digits.prop_map(|text| Json::Number(text.parse::<Number>().expect("it is a number"))),
        any::<String>().prop_map(Json::String),
    ];
    scalar.prop_recursive(4, 64, 6, |inner| {
        let members = proptest::collection::vec((any::<String>(), inner.clone()), 0..6);
        prop_oneof![
            proptest::collection::vec(inner, 0..6).prop_map(Json::Array),
            members.prop_map(|members| Json::Object(members.into_iter().collect::<Members>())),
        ]
    })
}

proptest! {
    #[test]
    fn every_value_comes_back_as_the_same_text(value in any_json()) {
        let text = value.to_string();
        prop_assert_eq!(&Json::parse(text.as_bytes()).expect("JSON").to_string(), &text);
        let pretty = format!("{value:#}");
        prop_assert_eq!(&Json::parse(pretty.as_bytes()).expect("JSON").to_string(), &text);
        prop_assert_eq!(&Json::parse(text.as_bytes()).expect("JSON"), &value);
    }

    #[test]
    fn canonical_text_means_the_same(value in any_json()) {
        let canonical = Json::parse(value.canonical().as_bytes()).expect("JSON");
        prop_assert_eq!(canonical.canonical(), value.canonical());
        prop_assert_eq!(canonical, value);
    }

    #[test]
    fn strings_are_written_as_serde_json_does(text in any::<String>()) {
        let expected = serde_json::to_string(&text).expect("JSON");
        prop_assert_eq!(Json::from(text).to_string(), expected);
    }

    #[test]
    fn nothing_panics(text in proptest::collection::vec(any::<u8>(), 0..64)) {
        drop(Json::parse(&text));
    }

    #[test]
    fn almost_json_is_json_where_serde_json_says_so(text in r#"[\[\]{}",:0-9.eE+\-truefalsn\\ u]{0,24}"#) {
        let ours = Json::parse(text.as_bytes());
        let theirs = serde_json::from_str::<serde_json::Value>(&text);
        match (ours, theirs) {
            (Ok(ours), Ok(theirs)) => prop_assert_eq!(ours, Json::from(theirs)),
            (Err(fault), Ok(_)) => prop_assert!(fault.to_string().contains("twice"), "{}: {}", text, fault),
            (Ok(_), Err(error)) => prop_assert!(error.to_string().contains("out of range"), "{}: {}", text, error),
            (Err(_), Err(_)) => {}
        }
    }
}
