//! Properties of the two spellings: nothing is lost between them, nor on the wire.

use super::{Envelope, EventType};
use crate::cloudevents::{Attribute, Binding, CloudEvent, Data, Extensions};
use crate::{Json, Mode};
use proptest::prelude::*;

fn text() -> impl Strategy<Value = String> {
    // Whatever an attribute may carry: no control characters, no code points that are no characters.
    "[ -~¡-\u{d7ff}\u{e000}-\u{fdcf}\u{10000}-\u{1fffd}]{1,12}"
}

fn value() -> impl Strategy<Value = Attribute> {
    prop_oneof![
        any::<bool>().prop_map(Attribute::Boolean),
        any::<i32>().prop_map(Attribute::Integer),
        text().prop_map(Attribute::String)
    ]
}

fn extensions() -> impl Strategy<Value = Extensions> {
    let name = "x[a-z0-9]{0,8}";
    proptest::collection::btree_map(name, value(), 0..4).prop_map(|values| {
        let mut extensions = Extensions::default();
        for (name, value) in values {
            extensions.insert(name, value).expect("the name is allowed");
        }
        extensions
    })
}

fn payload() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        any::<String>().prop_map(Json::String),
        any::<i32>().prop_map(Json::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Json::Array),
            proptest::collection::btree_map(".{0,6}", inner, 0..4)
                .prop_map(|members| Json::Object(members.into_iter().collect())),
        ]
    })
}

prop_compose! {
    fn envelope()(
        id in text(), source in text(), name in "[a-z]{1,8}(\\.[a-z]{1,8}){0,2}", version in 1..=u32::MAX,
        subject in proptest::option::of(text()), time in proptest::option::of(time()),
        named in proptest::array::uniform4(proptest::option::of(text())),
        dataschema in proptest::option::of(text()), extensions in extensions(), data in payload(),
    ) -> Envelope<Json> {
        let [tenant_id, correlation_id, causation_id, traceparent] = named;
        let event_type = EventType::new(name, Some(version));
        Envelope {
            subject, time, tenant_id, correlation_id, causation_id, traceparent, dataschema, extensions,
            ..Envelope::with(id, source, event_type, data)
        }
    }
}

fn time() -> impl Strategy<Value = String> {
    (0..24, 0..60, -14..=14).prop_map(|(hour, minute, offset): (i32, i32, i32)| {
        let sign = if offset < 0 { '-' } else { '+' };
        format!("2026-07-02T{hour:02}:{minute:02}:30.120{sign}{:02}:00", offset.abs())
    })
}

fn as_event(envelope: &Envelope<Json>) -> CloudEvent {
    envelope.to_cloud_event().expect("it has no attribute twice")
}

proptest! {
    #[test]
    fn nothing_is_lost_between_the_spellings(envelope in envelope()) {
        let event = as_event(&envelope);
        prop_assert_eq!(Envelope::from_cloud_event(&event, Mode::Strict), Ok(envelope.clone()));
        let alternate = envelope.to_event_envelope().expect("it has a version");
        let back = Envelope::<Json>::from_event_envelope(&alternate, Mode::Strict).expect("it was written so");
        prop_assert_eq!(&back, &envelope);
        prop_assert_eq!(as_event(&back), event);
    }

    #[test]
    fn nothing_is_lost_on_the_wire(envelope in envelope()) {
        let event = as_event(&envelope);
        for binding in [Binding::Http, Binding::Kafka, Binding::Nats] {
            prop_assert_eq!(&binding.read(&binding.structured(&event)).expect("an event"), &event);
            let binary = binding.read(&binding.binary(&event)).expect("an event");
            let texts = |event: &CloudEvent| -> Vec<(String, String)> {
                event.attributes().into_iter().map(|(name, value)| (name.to_owned(), value.to_string())).collect()
            };
            prop_assert_eq!(texts(&binary), texts(&event));
            let Some(Data::Json(data)) = &binary.data else { panic!("JSON stays JSON") };
            prop_assert_eq!(data, &envelope.data);
        }
    }
}
