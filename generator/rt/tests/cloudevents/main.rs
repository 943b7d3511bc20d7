//! CloudEvents 1.0: the conformance scenarios of the specification, the JSON format and the three bindings.

mod bindings;
mod conformance;
mod format;

use stipula_rt::Json;
use stipula_rt::cloudevents::{Attribute, CloudEvent, Data, Message};

fn json(text: &str) -> Json {
    Json::parse(text.as_bytes()).expect("tests hold JSON")
}

/// An event that uses what there is.
fn full() -> CloudEvent {
    let mut event = CloudEvent::new("1234", "/mycontext", "com.example.someevent");
    event.subject = Some("Euro € \"quoted\" 100%".to_owned());
    event.time = Some("2018-04-05T03:56:24+07:00".to_owned());
    event.datacontenttype = Some("application/json".to_owned());
    event.dataschema = Some("https://example.com/schema".to_owned());
    for (name, value) in [
        ("tenantid", Attribute::from("ten_1")),
        ("sampled", Attribute::Boolean(true)),
        ("sequence", Attribute::Integer(-7)),
    ] {
        event.extensions.insert(name, value).expect("names of extensions");
    }
    event.data = Some(Data::Json(json(r#"{"message": "Hello", "amount": 1}"#)));
    event
}

/// What headers make of an event: every attribute is text.
fn as_text(event: &CloudEvent) -> CloudEvent {
    let attributes = event.attributes().into_iter().map(|(name, value)| (name, Attribute::from(&*value.to_string())));
    let mut text = CloudEvent::from_attributes(attributes).expect("it was an event before");
    text.data.clone_from(&event.data);
    text
}

fn header(message: &Message, name: &str) -> Option<String> {
    let found = message.headers.iter().find(|(known, _)| known == name);
    found.map(|(_, value)| String::from_utf8(value.clone()).expect("headers here are text"))
}

fn message(headers: &[(&str, &str)], body: &str) -> Message {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), value.as_bytes().to_vec()));
    Message { key: None, headers: headers.collect(), body: Some(body.as_bytes().to_vec()) }
}
