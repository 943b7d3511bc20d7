//! One envelope, two spellings.

use crate::{QuoteAccepted, accepted};
use stipula_rt::events::{Envelope, Event, EventType};
use stipula_rt::{Json, Mode};

#[test]
fn a_type_is_a_name_and_a_major_version() {
    let cases = [
        ("com.example.cpq.quote.accepted.v1", "com.example.cpq.quote.accepted", Some(1)),
        ("com.example.v2.v10", "com.example.v2", Some(10)),
        ("com.github.pull_request.opened", "com.github.pull_request.opened", None),
        ("com.example.v01", "com.example.v01", None),
        ("com.example.v0", "com.example.v0", None),
        ("com.example.v", "com.example.v", None),
        ("com.example.v4294967296", "com.example.v4294967296", None),
        (".v1", ".v1", None),
    ];
    for (text, name, version) in cases {
        let parsed = EventType::parse(text);
        assert_eq!((parsed.name.as_str(), parsed.version), (name, version), "{text}");
        assert_eq!(parsed.to_string(), text);
    }
}

#[test]
fn the_alternate_spelling_renames_and_splits() {
    let checked = accepted().check().expect("it is as the contract says");
    let json: Json = checked.event_envelope::<Json>().expect("nothing is in the way");
    let expected = r#"{"eventId":"evt_1","eventType":"com.example.cpq.quote.accepted","eventVersion":1,"occurredAt":"2026-07-02T10:15:30+07:00","producer":"urn:stipula:cpq:quote-service","subject":"quotes/quo_1","tenantId":"ten_1","correlationId":"journey-789","payloadSchemaId":"https://contracts.example.com/events/quote/quote-accepted.v1.schema.json","payload":{"tenantId":"ten_1","quoteId":"quo_1","status":"ACCEPTED"}}"#;
    assert_eq!(String::from_utf8(json.to_vec()).expect("text"), expected);
    assert_eq!(Envelope::from_event_envelope(&json, Mode::Strict), Ok(accepted()));
}

fn broken(change: impl Fn(&mut stipula_rt::Members)) -> String {
    let checked = accepted().check().expect("it is as the contract says");
    let Ok(Json::Object(mut members)) = checked.event_envelope::<Json>() else { panic!("it is an object") };
    change(&mut members);
    let invalid = Envelope::<QuoteAccepted>::from_event_envelope(&Json::Object(members), Mode::Tolerant);
    invalid.expect_err("it was broken").faults.into_iter().map(|it| format!("{} {}", it.pointer, it.keyword)).collect()
}

#[test]
fn what_is_wrong_with_the_alternate_spelling_is_told_with_its_place() {
    let text = |text: &str| Json::String(text.to_owned());
    assert_eq!(broken(|it| drop(it.shift_remove("payload"))), "/payload required");
    assert_eq!(broken(|it| drop(it.shift_remove("eventVersion"))), "/eventVersion required");
    assert_eq!(broken(|it| drop(it.shift_remove("eventId"))), "/eventId required");
    assert_eq!(broken(|it| drop(it.insert("eventVersion".into(), text("1")))), "/eventVersion minimum");
    assert_eq!(broken(|it| drop(it.insert("eventType".into(), text("")))), "/eventType pattern");
    assert_eq!(broken(|it| drop(it.insert("causationId".into(), Json::Null))), "/causationId type");
    assert_eq!(broken(|it| drop(it.insert("occurredAt".into(), text("now")))), "/time format");
    assert_eq!(broken(|it| drop(it.insert("payload".into(), text("{}")))), "/payload type");
}

#[test]
fn unknown_members_of_the_alternate_spelling_are_passed_over_by_consumers_only() {
    let checked = accepted().check().expect("it is as the contract says");
    let Ok(Json::Object(mut members)) = checked.event_envelope::<Json>() else { panic!("it is an object") };
    members.insert("newMember".to_owned(), Json::Null);
    let json = Json::Object(members);
    assert_eq!(Envelope::from_event_envelope(&json, Mode::Tolerant), Ok(accepted()));
    assert!(Envelope::<QuoteAccepted>::from_event_envelope(&json, Mode::Strict).is_err());
}

#[test]
fn an_attribute_that_the_alternate_spelling_calls_something_else_is_refused() {
    let mut event = accepted().check().expect("valid").cloud_event().clone();
    event.extensions.insert("payload", "x".into()).expect("CloudEvents allow it");
    let envelope = Envelope::<Json>::from_cloud_event(&event, Mode::Strict).expect("an envelope");
    assert_eq!(envelope.extensions.text("payload").as_deref(), Some("x"));
    let mut envelope = envelope.map(|_| accepted().data);
    envelope.id = "evt_2".to_owned();
    assert!(envelope.check().is_err(), "the headers of the contract are closed");
}

#[test]
fn events_without_a_version_have_no_alternate_spelling() {
    assert_eq!(QuoteAccepted::VERSION, Some(1));
    let json = r#"{"eventId":"1","eventType":"a","eventVersion":0,"producer":"/s","payload":{}}"#;
    let read = Envelope::<Json>::from_event_envelope(&Json::parse(json.as_bytes()).expect("JSON"), Mode::Tolerant);
    assert_eq!(read.expect_err("0 is no version").faults[0].pointer, "/eventVersion");
}
