//! HTTP, Kafka and NATS.

use crate::{as_text, full, header, message};
use stipula_rt::cloudevents::{Binding, CloudEvent, ContentMode, Data, Message, Refusal, batch, read_all};

const ALL: [Binding; 3] = [Binding::Http, Binding::Kafka, Binding::Nats];

#[test]
fn every_binding_carries_an_event_in_both_modes() {
    for binding in ALL {
        assert_eq!(binding.read(&binding.structured(&full())), Ok(full()), "{binding:?}");
        assert_eq!(binding.read(&binding.binary(&full())), Ok(as_text(&full())), "{binding:?}");
        assert_eq!(binding.content_mode(&binding.binary(&full())), Ok(ContentMode::Binary));
    }
}

#[test]
fn bytes_and_absent_data_survive_binary_mode() {
    for binding in ALL {
        let mut event = as_text(&full());
        event.datacontenttype = Some("image/png".to_owned());
        event.data = Some(Data::Binary(vec![0, 255]));
        assert_eq!(binding.read(&binding.binary(&event)), Ok(event.clone()), "{binding:?}");
        event.data = None;
        assert_eq!(binding.read(&binding.binary(&event)), Ok(event), "{binding:?}");
    }
}

#[test]
fn attributes_are_spelled_as_the_protocol_asks() {
    let http = Binding::Http.binary(&full());
    assert_eq!(header(&http, "ce-subject").as_deref(), Some("Euro%20%E2%82%AC%20%22quoted%22%20100%25"));
    assert_eq!(header(&http, "content-type").as_deref(), Some("application/json"));
    assert_eq!(header(&http, "ce-datacontenttype"), None);
    let kafka = Binding::Kafka.binary(&full());
    assert_eq!(header(&kafka, "ce_subject").as_deref(), Some("Euro € \"quoted\" 100%"));
    assert_eq!(header(&kafka, "ce_sequence").as_deref(), Some("-7"));
    let nats = Binding::Nats.binary(&full());
    assert_eq!(header(&nats, "ce-datacontenttype").as_deref(), Some("application/json"));
    assert_eq!(header(&nats, "content-type"), None);
}

#[test]
fn json_without_a_media_type_says_so_in_binary_mode() {
    let mut event = full();
    event.datacontenttype = None;
    assert_eq!(header(&Binding::Http.binary(&event), "content-type").as_deref(), Some("application/json"));
}

#[test]
fn names_of_headers_are_compared_as_the_protocol_does() {
    let headers = [("CE-SpecVersion", "1.0"), ("CE-ID", "1"), ("Ce-Type", "t"), ("ce-source", "/s")];
    assert_eq!(Binding::Http.read(&message(&headers, "")), Ok(CloudEvent::new("1", "/s", "t")));
    let headers = [("CE_specversion", "1.0"), ("ce_id", "1"), ("ce_type", "t"), ("ce_source", "/s")];
    assert_eq!(Binding::Kafka.read(&message(&headers, "")), Err(Refusal::NotAnEvent));
}

#[test]
fn other_headers_do_not_count() {
    let mut carried = Binding::Http.binary(&full());
    carried.headers.push(("authorization".to_owned(), b"Bearer x".to_vec()));
    carried.headers.push(("ce_id".to_owned(), b"spoofed".to_vec()));
    assert_eq!(Binding::Http.read(&carried), Ok(as_text(&full())));
}

#[test]
fn a_second_header_of_an_attribute_is_a_fault_and_not_a_choice() {
    for name in ["ce-id", "CE-ID", "content-type"] {
        let mut carried = Binding::Http.binary(&full());
        carried.headers.push((name.to_owned(), b"text/plain".to_vec()));
        let Err(Refusal::Invalid(invalid)) = Binding::Http.read(&carried) else { panic!("{name} stands twice") };
        assert_eq!(invalid.faults[0].keyword, "unique", "{name}");
    }
}

#[test]
fn in_structured_mode_the_body_counts_and_headers_do_not() {
    let mut carried = Binding::Http.structured(&full());
    carried.headers.push(("ce-tenantid".to_owned(), b"spoofed".to_vec()));
    carried.headers.push(("ce-specversion".to_owned(), b"1.0".to_vec()));
    assert_eq!(Binding::Http.read(&carried), Ok(full()));
}

#[test]
fn messages_that_are_no_events_say_why() {
    let plain = message(&[("content-type", "application/json")], "{}");
    let avro = message(&[("content-type", "application/cloudevents+avro")], "");
    let old = message(&[("ce-specversion", "0.3"), ("ce-id", "1")], "");
    let list = message(&[("content-type", "application/cloudevents-batch+json")], "[]");
    assert_eq!(Binding::Http.read(&plain), Err(Refusal::NotAnEvent));
    assert_eq!(Binding::Http.read(&avro), Err(Refusal::ContentType("application/cloudevents+avro".to_owned())));
    assert_eq!(Binding::Http.read(&old), Err(Refusal::SpecVersion("0.3".to_owned())));
    for binding in ALL {
        assert_eq!(binding.read(&list), Err(Refusal::Batch), "{binding:?}");
    }
    for broken in [&b"{"[..], b"[]", b"{\"specversion\": \"1.0\"}", b""] {
        let mut carried = Binding::Http.structured(&full());
        carried.body = Some(broken.to_vec());
        assert!(matches!(Binding::Http.read(&carried), Err(Refusal::Invalid(_))));
    }
}

#[test]
fn a_payload_that_is_no_json_is_a_fault_of_the_data() {
    let mut carried = Binding::Kafka.binary(&full());
    carried.body = Some(b"{\"open\":".to_vec());
    let Err(Refusal::Invalid(invalid)) = Binding::Kafka.read(&carried) else { panic!("it is no JSON") };
    assert_eq!(invalid.faults[0].pointer, "/data");
}

#[test]
fn a_batch_holds_events_each_by_itself() {
    let other = CloudEvent::new("2", "/there", "io.example.other");
    let carried = batch(&[full(), other.clone()]);
    assert_eq!(read_all(&carried), Ok(vec![Ok(full()), Ok(other)]));
    assert_eq!(read_all(&Binding::Http.structured(&full())), Ok(vec![Ok(full())]));
    assert_eq!(read_all(&batch(&[])), Ok(vec![]));
    let half = message(&[("content-type", "application/cloudevents-batch+json; charset=utf-8")], "[{}, 1]");
    let read = read_all(&half).expect("a batch");
    assert!(read.iter().all(Result::is_err) && read.len() == 2);
    let object = message(&[("content-type", "application/cloudevents-batch+json")], "{}");
    assert!(matches!(read_all(&object), Err(Refusal::Invalid(_))));
}

#[test]
fn the_partition_key_is_the_key_of_a_record_and_stays_an_attribute() {
    let mut event = full();
    event.extensions.insert("partitionkey", "quo_1".into()).expect("a name");
    assert_eq!(Binding::Kafka.structured(&event).key.as_deref(), Some(&b"quo_1"[..]));
    let binary = Binding::Kafka.binary(&event);
    assert_eq!(binary.key.as_deref(), Some(&b"quo_1"[..]));
    assert_eq!(header(&binary, "ce_partitionkey").as_deref(), Some("quo_1"));
    assert_eq!(Binding::Nats.binary(&event).key, None);
}

#[test]
fn a_record_without_data_has_no_value() {
    let mut event = full();
    event.data = None;
    assert_eq!(Binding::Kafka.binary(&event).body, None);
    assert_eq!(Message::tombstone("quo_1").body, None);
}

#[test]
fn nats_without_headers_is_structured_as_its_first_binding_had_it() {
    let body = full().to_json().to_vec();
    let bare = Message { key: None, headers: Vec::new(), body: Some(body) };
    assert_eq!(Binding::Nats.read(&bare), Ok(full()));
    assert_eq!(Binding::Http.read(&bare), Err(Refusal::NotAnEvent));
}
