//! Roles, locks, explanations and limits.

use crate::plan::{Hint, Presence, Shape, Types};
use crate::{Input, Lock, Options, Plan};
use stipula_model::{Model, Role, Roots};
use stipula_source::{Limits, Memory, Sources};

/// Plans a contract after whatever `ask` asks for.
fn planned_after(path: &str, text: &str, lock: &Lock, ask: impl FnOnce(&mut Types<'_>, &Input<'_>)) -> (Plan, Lock) {
    let mut memory = Memory::new();
    memory.insert(path, text.to_owned());
    let mut sources = Sources::new(Limits::default());
    let root = sources.add_root(Box::new(memory), String::new());
    sources.load(root, &[path.to_owned()]).expect("memory can be read");
    let roots = Roots::only(root);
    let (model, _) = Model::build(&sources, &roots);
    let files = [sources.find(root, path).expect("it was just loaded")];
    let options = Options::default();
    let input = Input { model: &model, sources: &sources, roots: &roots, files: &files, options: &options };
    let mut types = Types::new(&input, lock);
    ask(&mut types, &input);
    input.contracts().for_each(|contract| types.contract(contract));
    types.finish()
}

fn planned(text: &str, lock: &Lock) -> (Plan, Lock) {
    planned_after("a.schema.json", text, lock, |_, _| {})
}

fn names(plan: &Plan) -> Vec<&str> {
    plan.types.iter().map(|ty| ty.name.as_str()).collect()
}

fn fields<'p>(plan: &'p Plan, name: &str) -> Vec<(&'p str, Presence)> {
    let ty = plan.types.iter().find(|ty| ty.name == name).expect("the type is there");
    let Shape::Struct(shape) = &ty.shape else { panic!("{name} is no struct") };
    shape.fields.iter().map(|field| (field.name.as_str(), field.presence)).collect()
}

/// A service that takes and gives `P`, or only one of them.
fn service(takes: bool, gives: bool) -> String {
    let content = r##"{"application/json": {"schema": {"$ref": "#/components/schemas/P"}}}"##;
    let body = if takes { format!(r#""requestBody": {{"content": {content}}},"#) } else { String::new() };
    let answer = if gives { format!(r#", "content": {content}"#) } else { String::new() };
    format!(
        r#"{{"openapi": "3.1.0", "info": {{"title": "A", "version": "1"}},
        "paths": {{"/p": {{"post": {{{body} "responses": {{"200": {{"description": ""{answer}}}}}}}}}}},
        "components": {{"schemas": {{"P": {{"type": "object", "required": ["id", "pin"], "properties":
            {{"id": {{"type": "string", "readOnly": true}}, "pin": {{"type": "string", "writeOnly": true}}}}}}}}}}}}"#
    )
}

fn ask_all(types: &mut Types<'_>, input: &Input<'_>) {
    let hint = Hint { module: vec!["types".to_owned()], parent: String::new(), name: "Body".to_owned() };
    for operation in input.contracts().flat_map(|contract| &contract.operations) {
        let body = operation.body.iter().flat_map(|body| &body.content);
        body.filter_map(|media| media.schema).for_each(|id| drop(types.of(id, Role::Request, &hint)));
        let answers = operation.responses.iter().flat_map(|answer| &answer.content);
        answers.filter_map(|media| media.schema).for_each(|id| drop(types.of(id, Role::Response, &hint)));
    }
}

#[test]
fn requests_and_responses_have_types_of_their_own_where_they_differ() {
    let (plan, _) = planned_after("a.json", &service(true, true), &Lock::default(), ask_all);
    assert_eq!(names(&plan), ["PInput", "P"]);
    assert_eq!(fields(&plan, "PInput"), [("id", Presence::Optional), ("pin", Presence::Required)]);
    assert_eq!(fields(&plan, "P"), [("id", Presence::Required), ("pin", Presence::Optional)]);
}

#[test]
fn one_role_has_the_plain_name() {
    let (plan, _) = planned_after("a.json", &service(true, false), &Lock::default(), ask_all);
    assert_eq!(names(&plan), ["P"]);
    assert_eq!(fields(&plan, "P"), [("id", Presence::Optional), ("pin", Presence::Required)]);
    let (plan, _) = planned_after("a.json", &service(false, false), &Lock::default(), ask_all);
    assert_eq!(fields(&plan, "P"), [("id", Presence::Required), ("pin", Presence::Required)]);
}

const TWO: &str = r#"{"title": "A", "type": "object", "properties": {
    "x": {"type": "object", "properties": {"kind": {"enum": ["a", "b"]}}},
    "y": {"type": "object", "properties": {"kind": {"enum": ["c", "d"]}}}}}"#;

#[test]
fn names_stay_when_something_is_added_before_them() {
    let (plan, lock) = planned(TWO, &Lock::default());
    assert_eq!(names(&plan), ["A", "X", "Kind", "Y", "YKind"]);
    let more = TWO.replace(r#""x":"#, r#""w": {"type": "object", "properties": {"kind": {"enum": ["e", "f"]}}}, "x":"#);
    let (plan, new) = planned(&more, &lock);
    assert_eq!(names(&plan), ["A", "W", "WKind", "X", "Kind", "Y", "YKind"]);
    assert!(lock.names.iter().all(|(source, name)| new.names.get(source) == Some(name)));
    let (plan, _) = planned(&more, &Lock::default());
    assert_eq!(names(&plan), ["A", "W", "Kind", "X", "XKind", "Y", "YKind"], "without the lock they change");
}

#[test]
fn what_is_gone_leaves_the_lock_and_its_name_is_free() {
    let (_, lock) = planned(TWO, &Lock::default());
    let less = TWO.replace(r#""x": {"type": "object", "properties": {"kind": {"enum": ["a", "b"]}}},"#, "");
    let (plan, new) = planned(&less.replace("\"y\":", "\"z\":"), &lock);
    assert_eq!(names(&plan), ["A", "Z", "Kind"]);
    assert_eq!(new.names.len(), 3);
}

#[test]
fn a_name_that_was_changed_by_hand_is_kept() {
    let (_, mut lock) = planned(TWO, &Lock::default());
    lock.names.insert("a.schema.json#/properties/x".to_owned(), "a::Extra".to_owned());
    let (plan, new) = planned(TWO, &Lock::parse(&lock.to_string()).expect("it was written by us"));
    assert_eq!(names(&plan), ["A", "Extra", "Kind", "Y", "YKind"]);
    assert_eq!(new, lock);
}

#[test]
fn members_with_the_same_name_are_locked() {
    let (_, lock) = planned(
        r#"{"title": "A", "properties": {"fooBar": true, "foo_bar": true}, "type": "object"}"#,
        &Lock::default(),
    );
    let text = r#"{"title": "A", "properties": {"foo-bar": true, "foo_bar": true, "fooBar": true}, "type": "object"}"#;
    let (plan, _) = planned(text, &lock);
    let names: Vec<&str> = fields(&plan, "A").into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["foo_bar_3", "foo_bar_2", "foo_bar"]);
}

#[test]
fn types_and_members_are_explained() {
    let text = r##"{"title": "A", "type": "object", "required": ["next"], "not": {"required": ["z"]}, "properties": {
        "next": {"$ref": "#"}, "code": {"type": ["string", "null"], "pattern": "^Q"}}}"##;
    let (plan, _) = planned(text, &Lock::default());
    let explain = |pointer: &str| plan.explain(&format!("a.schema.json#{pointer}")).expect("something is made of it");
    assert!(explain("").contains("A struct, since the schema names its members."), "{}", explain(""));
    assert!(explain("").contains("Rust cannot say `not`"));
    assert!(explain("/properties/next").contains("It is boxed, since `a::A` may hold a `A` again."));
    let code = explain("/properties/code");
    assert!(code.contains("a `Tri`") || code.contains("A `Tri`"), "{code}");
    assert!(code.contains("values::Code: A newtype, since its text has a pattern"), "{code}");
    assert_eq!(plan.explain("a.schema.json#/nothing"), None);
}

#[test]
fn a_long_chain_of_types_needs_no_deep_stack() {
    let of = |n: usize| {
        format!(r##""T{n}": {{"type": "object", "properties": {{"n": {{"$ref": "#/$defs/T{}"}}}}}}"##, n + 1)
    };
    let all: Vec<String> = (0..20_000).map(of).collect();
    let text = format!(r##"{{"$ref": "#/$defs/T0", "$defs": {{{}, "T20000": true}}}}"##, all.join(","));
    let (plan, _) = planned(&text, &Lock::default());
    assert!(plan.types.len() >= 20_000);
}

#[test]
fn a_long_chain_of_compositions_is_left_to_a_rule() {
    let of = |n: usize| format!(r##""T{n}": {{"minLength": 1, "allOf": [{{"$ref": "#/$defs/T{}"}}]}}"##, n + 1);
    let all: Vec<String> = (0..400).map(of).collect();
    let text = format!(
        r##"{{"type": "string", "allOf": [{{"$ref": "#/$defs/T0"}}], "$defs": {{{}, "T400": false}}}}"##,
        all.join(",")
    );
    let (plan, _) = planned(&text, &Lock::default());
    assert!(plan.types[0].rules.is_some());
}
