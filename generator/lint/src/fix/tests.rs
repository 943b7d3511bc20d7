use super::{add_member, apply, one, remove_item, rename, replace};
use serde_json::json;
use stipula_diagnostics::Edit;
use stipula_model::NodeRef;
use stipula_source::{Limits, Memory, Sources};

/// The text after an edit at a pointer.
fn edited(path: &str, text: &str, pointer: &str, edit: impl Fn(&Sources, NodeRef) -> Option<Edit>) -> String {
    let mut sources = Sources::new(Limits::default());
    let root = sources.add_root(Box::new(Memory::new().with(path, text)), "");
    sources.load(root, &[path.to_owned()]).expect("it is there");
    let file = &sources.files()[0];
    let node = file.tree().root().and_then(|root| root.at_pointer(pointer)).expect("it is there");
    let fix = one("", edit(&sources, NodeRef::new(file.id(), node))).expect("it can be done");
    apply(text, &[&fix]).0
}

#[test]
fn a_member_is_added_in_the_style_of_its_neighbours() {
    let add = |after: Option<&'static str>| {
        move |sources: &Sources, at: NodeRef| add_member(sources, at, after, ("required", &json!(["a"])))
    };
    let cases = [
        (
            "a.json",
            "{\n  \"type\": \"object\",\n  \"title\": \"A\"\n}\n",
            Some("type"),
            "{\n  \"type\": \"object\",\n  \"required\": [\"a\"],\n  \"title\": \"A\"\n}\n",
        ),
        ("a.json", "{\n  \"type\": \"object\"\n}\n", None, "{\n  \"required\": [\"a\"],\n  \"type\": \"object\"\n}\n"),
        ("a.json", "{\"type\": \"object\"}", Some("type"), "{\"type\": \"object\", \"required\": [\"a\"]}"),
        ("a.json", "{}", None, "{\"required\": [\"a\"]}"),
        (
            "a.yaml",
            "type: object # a comment\ntitle: A\n",
            Some("type"),
            "type: object # a comment\nrequired: [a]\ntitle: A\n",
        ),
        ("a.yaml", "type: object\n", None, "required: [a]\ntype: object\n"),
        ("a.yaml", "type: object", Some("type"), "type: object\nrequired: [a]"),
        ("a.yaml", "{type: object}\n", Some("type"), "{type: object, required: [a]}\n"),
        (
            "a.yaml",
            "type: >-\n  object\n  of\n\ntitle: A\n",
            Some("type"),
            "type: >-\n  object\n  of\nrequired: [a]\n\ntitle: A\n",
        ),
    ];
    for (path, text, after, expected) in cases {
        assert_eq!(edited(path, text, "", add(after)), expected);
    }
}

#[test]
fn a_member_of_an_item_keeps_the_indentation() {
    let text = "list:\n  - type: object\n    title: A\n";
    let add = |sources: &Sources, at: NodeRef| add_member(sources, at, None, ("x", &json!(1)));
    assert_eq!(edited("a.yaml", text, "/list/0", add), "list:\n  - x: 1\n    type: object\n    title: A\n");
    let add = |sources: &Sources, at: NodeRef| add_member(sources, at, Some("type"), ("x", &json!(1)));
    assert_eq!(edited("a.yaml", text, "/list/0", add), "list:\n  - type: object\n    x: 1\n    title: A\n");
}

#[test]
fn an_item_is_removed_with_its_separator() {
    for (text, expected) in [
        ("a: [x, y, x]\n", "a: [x, y]\n"),
        ("a:\n  - x\n  - y # kept\n  - x # gone\nb: 1\n", "a:\n  - x\n  - y # kept\nb: 1\n"),
    ] {
        assert_eq!(edited("a.yaml", text, "/a/2", remove_item), expected);
    }
    assert_eq!(edited("a.json", "{\"a\": [1, 2]}", "/a/0", remove_item), "{\"a\": [2]}");
}

#[test]
fn values_and_keys_are_replaced() {
    let text = "a: old # why\n\"b\": 2\n";
    assert_eq!(
        edited("a.yaml", text, "/a", |s, at| replace(s, at, &json!("new one"))),
        "a: \"new one\" # why\n\"b\": 2\n"
    );
    let key = |name: &'static str| {
        move |sources: &Sources, at: NodeRef| rename(sources, at.sibling(at.get(sources).key()?), name)
    };
    assert_eq!(edited("a.yaml", text, "/a", key("c")), "c: old # why\n\"b\": 2\n");
    assert_eq!(edited("a.yaml", text, "/b", key("c")), "a: old # why\n\"c\": 2\n");
    assert_eq!(edited("a.yaml", "a: 1\n", "/a", |s, at| replace(s, at, &json!("no"))), "a: \"no\"\n");
}

#[test]
fn fixes_that_overlap_wait_for_the_next_run() {
    let edit = |start, end, text: &str| {
        let span = stipula_diagnostics::Span::new(start, end);
        one("", Some(Edit { span, text: text.to_owned() })).expect("one edit")
    };
    let (a, b, c) = (edit(0, 2, "x"), edit(1, 3, "y"), edit(4, 4, "z"));
    assert_eq!(apply("abcdef", &[&a, &b, &c]), ("xcdzef".to_owned(), 2));
    assert_eq!(apply("abcdef", &[&c, &c]), ("abcdzef".to_owned(), 1));
}
