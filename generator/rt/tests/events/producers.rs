//! Nothing is published that its contract does not accept.

use crate::{QuoteAccepted, Status, accepted};
use stipula_rt::cloudevents::Attribute;
use stipula_rt::events::{Binding, Envelope, Event, EventType};
use stipula_rt::{Json, Mode};

fn refused(change: impl Fn(&mut Envelope<QuoteAccepted>)) -> Vec<String> {
    let mut envelope = accepted();
    change(&mut envelope);
    let invalid = envelope.check().expect_err("the contract does not accept it");
    invalid.faults.into_iter().map(|fault| format!("{} {}", fault.pointer, fault.keyword)).collect()
}

#[test]
fn a_valid_envelope_is_published_in_every_way() {
    let checked = accepted().check().expect("it is as the contract says");
    assert_eq!(checked.channel(), "internal.cpq.quote.lifecycle.v1");
    assert_eq!(checked.envelope().dataschema.as_deref(), Some(QuoteAccepted::SCHEMA_ID));
    for binding in [Binding::Http, Binding::Kafka, Binding::Nats] {
        for message in [checked.binary(binding), checked.structured(binding)] {
            let event = binding.read(&message).expect("it is an event");
            assert_eq!(Envelope::from_cloud_event(&event, Mode::Strict), Ok(accepted()));
            assert_eq!(message.key.is_some(), binding == Binding::Kafka);
        }
    }
}

#[test]
fn the_ordering_key_is_the_key_of_the_record() {
    let checked = accepted().check().expect("it is as the contract says");
    assert_eq!(checked.key().as_deref(), Some("quo_1"));
    assert_eq!(checked.binary(Binding::Kafka).key.as_deref(), Some(&b"quo_1"[..]));
    assert_eq!(checked.cloud_event().extensions.get("partitionkey"), None, "a key mapper adds no attribute");
}

#[test]
fn the_payload_is_held_against_its_schema() {
    assert_eq!(refused(|it| it.data.status = Status::Unknown("NEW".to_owned())), ["/data/status enum"]);
}

#[test]
fn the_envelope_is_held_against_its_schema() {
    assert_eq!(refused(|it| it.id = "1".to_owned()), [" pattern"]);
    assert_eq!(refused(|it| it.time = None), ["/ required"].map(|_| " required"));
    assert_eq!(refused(|it| it.time = Some("now".to_owned())), ["/time format"]);
    assert_eq!(
        refused(|it| drop(it.extensions.insert("tracestate", "a=b".into()))),
        ["/ce_tracestate additionalProperties"]
    );
}

#[test]
fn type_version_and_schema_are_those_of_the_payload() {
    assert_eq!(refused(|it| it.event_type = EventType::parse("com.example.cpq.quote.accepted.v2")), ["/type const"]);
    assert_eq!(refused(|it| it.dataschema = Some("https://example.com/other".to_owned())), ["/dataschema const"]);
}

#[test]
fn a_fact_of_one_tenant_is_not_published_for_another() {
    assert_eq!(refused(|it| it.tenant_id = Some("ten_2".to_owned())), ["/tenantid const"]);
}

#[test]
fn a_member_of_the_envelope_is_no_extension() {
    let faults = refused(|it| drop(it.extensions.insert("tenantid", "ten_2".into())));
    assert_eq!(faults, ["/tenantid propertyNames"]);
}

#[test]
fn every_fault_is_told_at_once() {
    let faults = refused(|it| {
        it.data.status = Status::Unknown("NEW".to_owned());
        it.dataschema = Some("x".to_owned());
        it.tenant_id = Some("ten_2".to_owned());
    });
    assert_eq!(faults, ["/data/status enum", "/dataschema const", "/tenantid const"]);
}

#[test]
fn extension_attributes_are_kept_and_not_confused_with_data() {
    let mut event = accepted().check().expect("valid").cloud_event().clone();
    event.extensions.insert("sequence", Attribute::Integer(7)).expect("a name");
    let envelope: Envelope<Json> = Envelope::from_cloud_event(&event, Mode::Strict).expect("an envelope");
    assert_eq!(envelope.extensions.get("sequence"), Some(&Attribute::Integer(7)));
    assert_eq!(envelope.extensions.iter().count(), 1);
}
