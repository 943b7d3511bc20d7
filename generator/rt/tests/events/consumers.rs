//! Consumers ignore what is new, check what is required, and keep what they cannot read.

use crate::{QuoteLifecycle, Status, accepted};
use stipula_rt::Json;
use stipula_rt::cloudevents::{CloudEvent, Data};
use stipula_rt::events::{Binding, DeadLetter, EventType, Message, Reason, Received, receive};

fn event() -> CloudEvent {
    accepted().check().expect("it is as the contract says").cloud_event().clone()
}

fn changed(change: impl Fn(&mut CloudEvent)) -> Message {
    let mut event = event();
    change(&mut event);
    Binding::Kafka.binary(&event)
}

fn payload(event: &mut CloudEvent, change: impl Fn(&mut stipula_rt::Members)) {
    let Some(Data::Json(Json::Object(members))) = &mut event.data else { panic!("the payload is an object") };
    change(members);
}

fn received(message: Message) -> QuoteLifecycle {
    match receive(Binding::Kafka, message).expect("consumers are tolerant") {
        Received::Event(event) => event,
        Received::Tombstone(_) => panic!("it has a value"),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "tests read better")]
fn dead(message: Message) -> Reason {
    let letter: DeadLetter = *receive::<QuoteLifecycle>(Binding::Kafka, message.clone()).expect_err("it is unreadable");
    assert_eq!(letter.message, message, "not a byte of it is lost");
    letter.reason
}

#[test]
fn a_known_event_is_its_variant() {
    assert_eq!(received(changed(|_| {})), QuoteLifecycle::QuoteAcceptedV1(Box::new(accepted())));
}

#[test]
fn unknown_members_are_passed_over() {
    let message = changed(|it| payload(it, |members| drop(members.insert("newMember".to_owned(), Json::Null))));
    assert_eq!(received(message), QuoteLifecycle::QuoteAcceptedV1(Box::new(accepted())));
}

#[test]
fn unknown_values_of_open_enums_are_kept() {
    let new = || Json::String("NEW".to_owned());
    let message = changed(|it| payload(it, |members| drop(members.insert("status".to_owned(), new()))));
    let QuoteLifecycle::QuoteAcceptedV1(envelope) = received(message) else { panic!("its type is known") };
    assert_eq!(envelope.data.status, Status::Unknown("NEW".to_owned()));
}

#[test]
fn unknown_attributes_are_kept() {
    let message = changed(|it| it.extensions.insert("tracestate", "a=b".into()).expect("a name"));
    let QuoteLifecycle::QuoteAcceptedV1(envelope) = received(message) else { panic!("its type is known") };
    assert_eq!(envelope.extensions.text("tracestate").as_deref(), Some("a=b"));
}

#[test]
fn required_members_and_attributes_are_checked() {
    let message = changed(|it| payload(it, |members| drop(members.shift_remove("quoteId"))));
    let Reason::Invalid(invalid) = dead(message) else { panic!("the payload is at fault") };
    assert_eq!((invalid.faults[0].pointer.as_str(), invalid.faults[0].keyword), ("/data", "required"));
    let message = changed(|it| it.time = None);
    assert!(matches!(dead(message), Reason::Invalid(_)));
    let message = changed(|it| it.data = None).with_body(b"");
    assert!(matches!(dead(message), Reason::Invalid(_)));
}

trait WithBody {
    fn with_body(self, body: &[u8]) -> Self;
}

impl WithBody for Message {
    fn with_body(self, body: &[u8]) -> Self {
        Message { body: Some(body.to_vec()), ..self }
    }
}

#[test]
fn another_version_of_a_known_type_is_not_guessed_at() {
    let event_type = "com.example.cpq.quote.accepted.v2";
    let reason = dead(changed(|it| it.event_type = event_type.to_owned()));
    assert_eq!(reason, Reason::UnsupportedVersion { event_type: EventType::parse(event_type), supported: vec![1] });
    assert_eq!(
        reason.to_string(),
        "`com.example.cpq.quote.accepted.v2` is in a version that is not supported; known: 1"
    );
    let none = dead(changed(|it| it.event_type = "com.example.cpq.quote.accepted".to_owned()));
    assert_eq!(none.code(), "unsupported-version");
}

#[test]
fn a_type_that_is_new_to_the_channel_is_handed_on() {
    let message = changed(|it| it.event_type = "com.example.cpq.quote.archived.v1".to_owned());
    let QuoteLifecycle::Unsupported(unsupported) = received(message) else { panic!("its type is unknown") };
    assert_eq!(unsupported.event_type, EventType::new("com.example.cpq.quote.archived", Some(1)));
    assert_eq!(unsupported.event.id, "evt_1");
}

#[test]
fn a_payload_of_another_tenant_is_a_forgery() {
    let other = || Json::String("ten_2".to_owned());
    let message = changed(|it| payload(it, |members| drop(members.insert("tenantId".to_owned(), other()))));
    let expected = Reason::TenantMismatch { envelope: Some("ten_1".to_owned()), payload: "ten_2".to_owned() };
    assert_eq!(dead(message), expected);
}

#[test]
fn what_is_no_event_is_a_dead_letter_with_the_reason() {
    let plain = Message { key: None, headers: Vec::new(), body: Some(b"{}".to_vec()) };
    assert_eq!(dead(plain), Reason::NotAnEvent);
    let xml = changed(|it| {
        it.datacontenttype = Some("text/xml".to_owned());
        it.data = Some(Data::Binary(b"<a/>".to_vec()));
    });
    assert_eq!(dead(xml), Reason::WrongContentType("text/xml".to_owned()));
    let mut old = changed(|_| {});
    old.headers[0].1 = b"0.3".to_vec();
    assert_eq!(dead(old), Reason::UnsupportedSpecVersion("0.3".to_owned()));
    let broken = changed(|_| {}).with_body(b"{");
    assert_eq!(dead(broken).code(), "invalid");
}

#[test]
fn a_record_without_a_value_is_a_tombstone() {
    let message = Message::tombstone("quo_1");
    let read = receive::<QuoteLifecycle>(Binding::Kafka, message.clone());
    assert_eq!(read, Ok(Received::Tombstone(message)));
    let no_key = Message::default();
    assert!(receive::<QuoteLifecycle>(Binding::Kafka, no_key).is_err());
}

#[test]
fn reasons_never_repeat_the_payload() {
    let message = changed(|it| payload(it, |members| drop(members.insert("quoteId".to_owned(), Json::Bool(true)))));
    assert!(!dead(message).to_string().contains("quo_1"));
}
