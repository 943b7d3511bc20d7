//! What YAML means, in JSON.

use serde_json::{Value, json};
use stipula_diagnostics::FileId;
use stipula_source::{Limits, Tree, read};

fn tree(text: &str) -> Tree {
    let (tree, diagnostics) = read(FileId(0), "a.yaml", text.as_bytes().to_vec(), &Limits::default());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    tree
}

fn value(text: &str) -> Value {
    tree(text).root().expect("a value").to_json()
}

#[test]
fn explicit_keys_win_over_merged_ones_and_earlier_mappings_over_later_ones() {
    let text = "
base: &base {a: 1, b: 1}
more: &more {b: 2, c: 2}
own:
  <<: [*base, *more]
  a: 0
after: {a: 0, <<: *base}
";
    let value = value(text);
    assert_eq!(value["own"], json!({"a": 0, "b": 1, "c": 2}));
    assert_eq!(value["after"], json!({"a": 0, "b": 1}));
}

#[test]
fn merged_mappings_keep_what_they_hold_whole() {
    let value = value("base: &base {nested: {list: [1, {x: y}]}}\nown: {<<: *base, z: *base}\n");
    assert_eq!(value["own"], json!({"z": {"nested": {"list": [1, {"x": "y"}]}}, "nested": {"list": [1, {"x": "y"}]}}));
}

#[test]
fn an_aliased_value_has_a_pointer_of_its_own_and_the_position_of_its_anchor() {
    let tree = tree("first: &it {name: money}\nsecond: *it\n");
    let root = tree.root().expect("a value");
    let (first, second) = (root.at_pointer("/first/name"), root.at_pointer("/second/name"));
    let (first, second) = (first.expect("there"), second.expect("there too"));
    assert_eq!(second.pointer(), "/second/name");
    assert_eq!(first.span(), second.span());
}

#[test]
fn scalars_follow_the_core_schema() {
    let text = "[yes, no, on, null, ~, true, 1.0, 0x10, 0o10, 007, 1e3, '1', !!str 2, 2026-07-01, \"\\ud83d\\ude00\"]";
    let expected = "[\"yes\",\"no\",\"on\",null,null,true,1.0,16,8,7,1e3,\"1\",\"2\",\"2026-07-01\",\"😀\"]";
    let expected: Value = serde_json::from_str(expected).expect("JSON");
    assert_eq!(value(text), expected);
}

#[test]
fn comments_are_kept_with_their_places() {
    let text = "# first\na: 1 # second\nb: '# no comment'\n";
    let tree = tree(text);
    let comments: Vec<&str> =
        tree.comments().iter().map(|span| &text[span.start as usize..span.end as usize]).collect();
    assert_eq!(comments, ["# first", "# second"]);
}

#[test]
fn keys_are_text_whatever_they_look_like() {
    assert_eq!(value("200: a\ntrue: b\n1.10: c\n'': d\n"), json!({"200": "a", "true": "b", "1.10": "c", "": "d"}));
}
