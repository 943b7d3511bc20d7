use crate::reader::MOST_FAULTS;
use crate::{
    Int, Invalid, Json, Map, Members, Mode, Pattern, Reader, Role, TextRules, Tri, Wire, from_json, from_slice,
};

#[derive(Debug, PartialEq)]
struct Item {
    id: Option<String>,
    count: Int<1, 9>,
    note: Tri<String>,
    parts: Option<Vec<i64>>,
}

impl Wire for Item {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        let mut members = reader.object(json)?;
        let id = members.required_unless(Role::Request, "id");
        let count = members.required("count");
        let note = members.tri("note");
        let parts = members.optional("parts");
        members.close();
        Some(Self { id: id?, count: count?, note: note?, parts: parts? })
    }

    fn write(&self) -> Json {
        let mut members = Members::new();
        members.put_optional("id", &self.id);
        members.put("count", &self.count);
        members.put_tri("note", &self.note);
        members.put_optional("parts", &self.parts);
        Json::Object(members)
    }
}

fn faults<T>(read: Result<T, Invalid>) -> Vec<String> {
    let faults = read.err().map(|invalid| invalid.faults).unwrap_or_default();
    faults.iter().map(|fault| format!("{} {}", fault.pointer, fault.keyword)).collect()
}

fn read(text: &str, mode: Mode) -> Result<Item, Invalid> {
    from_slice(text.as_bytes(), mode)
}

#[test]
fn all_faults_are_noted_with_their_place() {
    let text = r#"{"count": 0, "note": 1, "parts": [1, "2", 3.5], "a~b/c": 1}"#;
    let expected = [
        " required",
        "/count minimum",
        "/note type",
        "/parts/1 type",
        "/parts/2 type",
        "/a~0b~1c additionalProperties",
    ];
    assert_eq!(faults(read(text, Mode::Strict)), expected);
    assert_eq!(faults(read("[]", Mode::Strict)), [" type"]);
}

#[test]
fn absent_null_and_value_come_back() {
    for text in [
        r#"{"id":"a","count":1}"#,
        r#"{"id":"a","count":1,"note":null}"#,
        r#"{"id":"a","count":1,"note":"x","parts":[]}"#,
    ] {
        assert_eq!(read(text, Mode::Strict).expect("valid").write().to_string(), text);
    }
    assert_eq!(faults(read(r#"{"id": null, "count": 1, "parts": null}"#, Mode::Strict)), ["/id type", "/parts type"]);
}

#[test]
fn tolerant_readers_pass_over_what_they_do_not_know() {
    let text = r#"{"id": "a", "count": 1, "later": 1}"#;
    assert!(read(text, Mode::Tolerant).is_ok());
    assert!(read(text, Mode::Strict).is_err());
    assert_eq!(faults(read(r#"{"id": "a", "count": 0}"#, Mode::Tolerant)), ["/count minimum"]);
}

#[test]
fn read_only_members_may_be_missing_in_requests() {
    let json = Json::parse(br#"{"count": 1}"#).expect("JSON");
    let read = |role: Role| {
        let mut reader = Reader::new(Mode::Strict).with_role(role);
        let item = Item::read(&json, &mut reader);
        faults(reader.finish(item))
    };
    assert!(read(Role::Request).is_empty());
    assert_eq!(read(Role::Response), [" required"]);
    assert_eq!(read(Role::Any), [" required"]);
}

#[test]
fn values_built_in_rust_are_held_against_their_type() {
    let item = Item { id: None, count: Int::new(1).expect("within"), note: Tri::Absent, parts: None };
    assert_eq!(faults(item.validate()), [" required"]);
}

#[test]
fn faults_are_counted_beyond_a_limit() {
    let text = Json::Array((0..250).map(|_| Json::Null).collect()).to_vec();
    let found = from_slice::<Vec<i64>>(&text, Mode::Strict).expect_err("nulls").faults;
    assert_eq!(found.len(), MOST_FAULTS + 1);
    assert_eq!(found[MOST_FAULTS].message, "and 150 more faults");
}

#[test]
fn values_are_never_repeated() {
    let secret = "hunter2hunter2";
    let json =
        Json::parse(format!(r#"{{"id": 1, "count": "{secret}", "note": ["{secret}"]}}"#).as_bytes()).expect("JSON");
    assert!(!from_json::<Item>(&json, Mode::Strict).expect_err("wrong").to_string().contains(secret));
}

#[derive(Debug)]
struct Nest(#[expect(dead_code, reason = "only reading it counts")] Vec<Nest>);

impl Wire for Nest {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        Vec::read(json, reader).map(Self)
    }

    fn write(&self) -> Json {
        Json::Null
    }
}

#[test]
fn depth_is_bounded_for_values_that_were_no_text() {
    let deep = (0..500).fold(Json::Array(Vec::new()), |json, _| Json::Array(vec![json]));
    assert_eq!(from_json::<Nest>(&deep, Mode::Strict).expect_err("deep").faults[0].keyword, "limit");
}

#[test]
fn trials_leave_no_trace() {
    let json = Json::from("x");
    let mut reader = Reader::new(Mode::Strict);
    assert_eq!(reader.silently(|reader| i64::read(&json, reader)), None);
    assert_eq!(reader.silently(|reader| String::read(&json, reader)), Some("x".to_owned()));
    assert!(reader.finish(Some(())).is_ok());
}

#[test]
fn members_are_counted_named_and_bound() {
    static NAMES: TextRules = TextRules::new().pattern("^[a-z]+$").max_length(3);
    let check = |text: &str| {
        let json = Json::parse(text.as_bytes()).expect("JSON");
        let mut reader = Reader::new(Mode::Strict);
        let mut members = reader.object(&json).expect("an object");
        members.count(1, 2);
        members.names(&NAMES);
        members.depends("a", &["b"]);
        members.forbidden("no");
        drop(members.rest());
        faults(reader.finish(Some(())))
    };
    assert!(check(r#"{"a": 1, "b": 2}"#).is_empty());
    assert_eq!(check("{}"), [" minProperties"]);
    assert_eq!(check(r#"{"b": 1, "c": 2, "d": 3}"#), [" maxProperties"]);
    assert_eq!(check(r#"{"B": 1, "abcd": 2}"#), ["/B propertyNames", "/abcd propertyNames"]);
    assert_eq!(check(r#"{"a": 1}"#), [" dependentRequired"]);
    assert_eq!(check(r#"{"no": 1}"#), ["/no falseSchema"]);
}

#[test]
fn the_rest_of_an_object_has_types() {
    static X: Pattern = Pattern::new("^x-");
    let json = Json::parse(br#"{"a": 1, "x-b": "2", "c": 3, "x-d": "4"}"#).expect("JSON");
    let mut reader = Reader::new(Mode::Strict);
    let mut members = reader.object(&json).expect("an object");
    assert_eq!(members.required::<i64>("a"), Some(1));
    let extensions: Map<String> = members.patterned(&X).expect("texts");
    assert_eq!(extensions.keys().collect::<Vec<_>>(), ["x-b", "x-d"]);
    assert_eq!(members.rest_as::<i64>(), Some([("c", 3)].into_iter().collect()));
    assert!(reader.finish(Some(())).is_ok());
    assert_eq!(faults(from_json::<Map<i64>>(&json, Mode::Strict)), ["/x-b type", "/x-d type"]);
}

#[test]
fn large_objects_are_closed_quickly() {
    let members: Members = (0..200_000).map(|n| (format!("m{n}"), Json::Null)).collect();
    let start = std::time::Instant::now();
    let found = from_json::<Item>(&Json::Object(members), Mode::Strict).expect_err("unknown members").faults;
    assert_eq!(found.len(), MOST_FAULTS + 1);
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
}
