//! The JSON event format.

use crate::{full, json};
use stipula_rt::Json;
use stipula_rt::cloudevents::{Attribute, CloudEvent, Data, Extensions};

const MINIMAL: &str = r#"{"specversion": "1.0", "id": "1", "type": "io.example.test", "source": "/here"}"#;

/// The smallest event with another member.
fn with(members: &str) -> Json {
    json(&MINIMAL.replace('}', &format!(", {members}}}")))
}

fn faults(event: &Json) -> Vec<String> {
    let invalid = CloudEvent::from_json(event).expect_err("it is no event");
    invalid.faults.into_iter().map(|fault| format!("{} {}", fault.pointer, fault.keyword)).collect()
}

#[test]
fn what_is_written_is_what_was_read() {
    let mut binary = full();
    binary.datacontenttype = Some("image/png".to_owned());
    binary.data = Some(Data::Binary(vec![0, 255, 10]));
    let mut nothing = full();
    nothing.data = None;
    let mut null = full();
    null.data = Some(Data::Json(Json::Null));
    for event in [full(), binary, nothing, null, CloudEvent::new("1", "/here", "io.example.test")] {
        assert_eq!(CloudEvent::from_json(&event.to_json()), Ok(event));
    }
}

#[test]
fn what_is_written_fits_the_schema_of_the_specification() {
    let schema = serde_json::from_str(include_str!("upstream/cloudevents.json")).expect("the schema is JSON");
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("it is a schema");
    let mut binary = full();
    binary.data = Some(Data::Binary(vec![1, 2, 3]));
    for event in [full(), binary, CloudEvent::new("1", "/here", "io.example.test")] {
        let value = serde_json::Value::from(event.to_json());
        assert!(validator.is_valid(&value), "{value}");
    }
    assert!(!validator.is_valid(&serde_json::json!({"specversion": "1.0", "id": ""})));
}

#[test]
fn attributes_that_are_null_are_absent_and_data_that_is_null_is_null() {
    let event = CloudEvent::from_json(&with(r#""time": null, "subject": null, "ext": null, "data": null"#));
    let mut expected = CloudEvent::new("1", "/here", "io.example.test");
    expected.data = Some(Data::Json(Json::Null));
    assert_eq!(event, Ok(expected));
}

#[test]
fn data_of_other_media_types_is_text_or_base64() {
    let text = CloudEvent::from_json(&with(r#""datacontenttype": "text/plain", "data": "Simple text""#));
    assert_eq!(text.expect("an event").data, Some(Data::Binary(b"Simple text".to_vec())));
    let bytes = CloudEvent::from_json(&with(r#""data_base64": "TWE=""#));
    assert_eq!(bytes.expect("an event").data, Some(Data::Binary(b"Ma".to_vec())));
    let json_text = CloudEvent::from_json(&with(r#""data": "text""#));
    assert_eq!(json_text.expect("an event").data, Some(Data::Json(Json::String("text".to_owned()))));
}

#[test]
fn what_breaks_the_specification_is_refused_with_its_place() {
    let cases = [
        (r#""time": "lunchtime""#, "/time format"),
        (r#""time": "2018-04-05T18:31Z""#, "/time format"),
        (r#""time": "2018-04-05T18:31:00+25:00""#, "/time format"),
        (r#""time": "2018-04-05T18:31:00+05""#, "/time format"),
        (r#""datacontenttype": "xyz""#, "/datacontenttype format"),
        (r#""datacontenttype": """#, "/datacontenttype minLength"),
        (r#""dataschema": """#, "/dataschema minLength"),
        (r#""subject": """#, "/subject minLength"),
        (r#""subject": 25"#, "/subject type"),
        (r#""MyExtension": "bad""#, "/MyExtension propertyNames"),
        (r#""my.extension": "bad""#, "/my.extension propertyNames"),
        (r#""a/b": "bad""#, "/a~1b propertyNames"),
        (r#""ext": 1.5"#, "/ext type"),
        (r#""ext": 2147483648"#, "/ext type"),
        (r#""ext": {"a": "b"}"#, "/ext type"),
        (r#""ext": "line\nbreak""#, "/ext string"),
        (r#""data": "text", "data_base64": "TWE=""#, "/data_base64 not"),
        (r#""data_base64": "*""#, "/data_base64 contentEncoding"),
        (r#""data_base64": 1"#, "/data_base64 type"),
    ];
    for (members, expected) in cases {
        assert_eq!(faults(&with(members)), [expected], "{members}");
    }
}

/// The smallest event with another value of a member, or without it.
fn changed(name: &str, value: Option<&str>) -> Json {
    let Json::Object(mut members) = json(MINIMAL) else { panic!("it is an object") };
    members.shift_remove(name);
    members.extend(value.map(|text| (name.to_owned(), json(text))));
    Json::Object(members)
}

#[test]
fn each_required_attribute_is_missed_once() {
    let changes = [(None, "required"), (Some("null"), "required"), (Some("\"\""), "minLength"), (Some("25"), "type")];
    for name in ["specversion", "id", "type", "source"] {
        for (value, keyword) in changes {
            assert_eq!(faults(&changed(name, value)), [format!("/{name} {keyword}")], "{name} {value:?}");
        }
    }
    assert_eq!(faults(&changed("specversion", Some("\"0.3\""))), ["/specversion const"]);
}

#[test]
fn attributes_of_the_specification_are_no_extensions() {
    let mut extensions = Extensions::default();
    for name in ["id", "data", "", "Upper", "with-dash"] {
        assert!(extensions.insert(name, Attribute::from("x")).is_err(), "{name}");
    }
    assert!(extensions.is_empty());
}

#[test]
fn an_event_put_together_in_rust_is_held_against_the_specification() {
    assert_eq!(full().validate(), Ok(()));
    let mut event = full();
    event.time = Some("yesterday".to_owned());
    event.id = String::new();
    assert_eq!(event.validate().expect_err("two faults").faults.len(), 2);
}
