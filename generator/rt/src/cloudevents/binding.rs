//! Protocol bindings as plain data: headers and bytes. Which client sends them is nobody's business here.
//!
//! | | attribute `id` | `datacontenttype` | values | batches |
//! |---|---|---|---|---|
//! | HTTP 1.0.2 | `ce-id` | `content-type` | percent-encoded | yes |
//! | Kafka 1.0.2 | `ce_id` | `content-type` | UTF-8 | no |
//! | NATS 1.0.3 draft | `ce-id` | `ce-datacontenttype` | percent-encoded | no |
//!
//! A consumer of NATS takes `content-type` for `datacontenttype` too, and a message without headers for structured
//! mode, which is all that binding 1.0.2 knows.

use super::{Attribute, CloudEvent, Data, SPEC_VERSION, essence, is_json, percent};
use crate::{Fault, Invalid, Json};
use std::fmt;

/// A protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Binding {
    /// HTTP, requests and responses.
    Http,
    /// Kafka records.
    Kafka,
    /// NATS messages.
    Nats,
}

/// How an event stands in a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContentMode {
    /// Attributes are headers, the body is the data.
    Binary,
    /// The body is the event in the JSON format.
    Structured,
    /// The body is a list of events in the JSON format.
    Batch,
}

/// What a protocol carries.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Message {
    /// The key of a Kafka record.
    pub key: Option<Vec<u8>>,
    /// Headers in their order. Names of HTTP and NATS are compared without regard to case.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The body; `None` for a Kafka record without a value.
    pub body: Option<Vec<u8>>,
}

impl Message {
    /// The record that deletes a key from a compacted topic.
    pub fn tombstone(key: impl Into<Vec<u8>>) -> Self {
        Self { key: Some(key.into()), headers: Vec::new(), body: None }
    }

    fn with(headers: Vec<(String, Vec<u8>)>, body: Vec<u8>) -> Self {
        Self { key: None, headers, body: Some(body) }
    }

    fn bytes(&self) -> &[u8] {
        self.body.as_deref().unwrap_or_default()
    }
}

/// Why a message is no event that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// Nothing says that it is a `CloudEvent`.
    NotAnEvent,
    /// A batch where one event is expected, or one where the protocol has none.
    Batch,
    /// A version of CloudEvents that is not spoken here.
    SpecVersion(String),
    /// An event format, or a payload, that is not JSON.
    ContentType(String),
    /// It breaks the specification.
    Invalid(Invalid),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::NotAnEvent => f.write_str("the message is no CloudEvent"),
            Refusal::Batch => f.write_str("the message is a batch, and one event was expected"),
            Refusal::SpecVersion(found) => write!(f, "CloudEvents {found} is not supported"),
            Refusal::ContentType(found) => write!(f, "content of type `{found}` cannot be read"),
            Refusal::Invalid(invalid) => write!(f, "{invalid}"),
        }
    }
}

impl std::error::Error for Refusal {}

impl From<Invalid> for Refusal {
    fn from(invalid: Invalid) -> Self {
        Refusal::Invalid(invalid)
    }
}

const STRUCTURED: &str = "application/cloudevents+json";
const BATCH: &str = "application/cloudevents-batch+json";
/// What every event format begins with, batches included.
const EVENT_FORMAT: &str = "application/cloudevents";

impl Binding {
    fn prefix(self) -> &'static str {
        if self == Binding::Kafka { "ce_" } else { "ce-" }
    }

    fn encode(self, text: &str) -> Vec<u8> {
        if self == Binding::Kafka { text.as_bytes().to_vec() } else { percent::encode(text).into_bytes() }
    }

    fn decode(self, value: &[u8]) -> Option<String> {
        if self == Binding::Kafka { String::from_utf8(value.to_vec()).ok() } else { percent::decode(value) }
    }

    /// The attribute that a header carries.
    fn attribute(self, header: &str) -> Option<String> {
        let header = if self == Binding::Kafka { header.to_owned() } else { header.to_ascii_lowercase() };
        header.strip_prefix(self.prefix()).map(str::to_owned)
    }

    /// The event with its attributes as headers and its data as the body.
    pub fn binary(self, event: &CloudEvent) -> Message {
        let is_header = |name: &str| name != "datacontenttype" || self == Binding::Nats;
        let attributes = event.attributes().into_iter().filter(|(name, _)| is_header(name));
        let mut headers: Vec<_> = attributes
            .map(|(name, value)| (format!("{}{name}", self.prefix()), self.encode(&value.to_string())))
            .collect();
        if self != Binding::Nats {
            let implied = matches!(event.data, Some(Data::Json(_))).then_some("application/json");
            let content_type = event.datacontenttype.as_deref().or(implied);
            headers.extend(content_type.map(|text| ("content-type".to_owned(), text.as_bytes().to_vec())));
        }
        let body = match &event.data {
            Some(Data::Json(json)) => Some(json.to_vec()),
            Some(Data::Binary(bytes)) => Some(bytes.clone()),
            None if self == Binding::Kafka => None,
            None => Some(Vec::new()),
        };
        Message { key: self.key(event), headers, body }
    }

    /// The event as one JSON object.
    pub fn structured(self, event: &CloudEvent) -> Message {
        let headers = vec![("content-type".to_owned(), STRUCTURED.as_bytes().to_vec())];
        Message { key: self.key(event), ..Message::with(headers, event.to_json().to_vec()) }
    }

    /// `partitionkey` is the key of a record (Kafka binding §3.1).
    fn key(self, event: &CloudEvent) -> Option<Vec<u8>> {
        let key = (self == Binding::Kafka).then(|| event.extensions.text("partitionkey"));
        key.flatten().map(String::into_bytes)
    }

    /// How the event stands in a message, by its headers.
    ///
    /// # Errors
    /// A message that is no event, or that is in an event format other than JSON.
    pub fn content_mode(self, message: &Message) -> Result<ContentMode, Refusal> {
        let content_type = self.content_type(message)?.unwrap_or_default();
        let essence = essence(&content_type);
        match essence.as_str() {
            STRUCTURED | EVENT_FORMAT => return Ok(ContentMode::Structured),
            BATCH if self == Binding::Http => return Ok(ContentMode::Batch),
            BATCH => return Err(Refusal::Batch),
            _ if essence.starts_with(EVENT_FORMAT) => return Err(Refusal::ContentType(content_type)),
            _ => {}
        }
        let is_marked = message.headers.iter().any(|(name, _)| self.attribute(name).as_deref() == Some("specversion"));
        match self {
            _ if is_marked => Ok(ContentMode::Binary),
            Binding::Nats if message.headers.is_empty() => Ok(ContentMode::Structured),
            _ => Err(Refusal::NotAnEvent),
        }
    }

    /// Reads one event.
    ///
    /// # Errors
    /// Why it is none that can be read.
    pub fn read(self, message: &Message) -> Result<CloudEvent, Refusal> {
        match self.content_mode(message)? {
            ContentMode::Binary => self.read_binary(message),
            ContentMode::Structured => read_json(&Json::parse(message.bytes())?),
            ContentMode::Batch => Err(Refusal::Batch),
        }
    }

    fn content_type(self, message: &Message) -> Result<Option<String>, Refusal> {
        let mut found = message.headers.iter().filter(|(name, _)| match self {
            Binding::Kafka => name == "content-type",
            _ => name.eq_ignore_ascii_case("content-type"),
        });
        let value = found.next().map(|(_, value)| String::from_utf8_lossy(value).trim().to_owned());
        match found.next() {
            Some(_) => Err(fault("/datacontenttype", "unique", "stands there more than once").into()),
            None => Ok(value),
        }
    }

    fn read_binary(self, message: &Message) -> Result<CloudEvent, Refusal> {
        let mut attributes = Vec::new();
        for (header, value) in &message.headers {
            let Some(name) = self.attribute(header) else { continue };
            let Some(text) = self.decode(value) else {
                return Err(fault(&format!("/{name}"), "string", "is no UTF-8").into());
            };
            if name == "datacontenttype" && self != Binding::Nats {
                return Err(fault("/datacontenttype", "not", "belongs into the header `content-type`").into());
            }
            attributes.push((name, Attribute::String(text)));
        }
        let is_typed = attributes.iter().any(|(name, _)| name == "datacontenttype");
        if let Some(content_type) = self.content_type(message)?.filter(|text| !text.is_empty() && !is_typed) {
            attributes.push(("datacontenttype".to_owned(), Attribute::String(content_type)));
        }
        speaks(attributes.iter().find(|(name, _)| name == "specversion").map(|(_, value)| value.to_string()))?;
        let mut event = CloudEvent::from_attributes(attributes)?;
        event.data = match message.bytes() {
            [] => None,
            bytes if event.datacontenttype.as_deref().is_some_and(is_json) => {
                Some(Data::Json(Json::parse(bytes).map_err(|invalid| within("/data", invalid))?))
            }
            bytes => Some(Data::Binary(bytes.to_vec())),
        };
        Ok(event)
    }
}

/// Several events in one HTTP message (HTTP binding §3.3).
pub fn batch(events: &[CloudEvent]) -> Message {
    let events = events.iter().map(CloudEvent::to_json).collect();
    Message::with(vec![("content-type".to_owned(), BATCH.as_bytes().to_vec())], Json::Array(events).to_vec())
}

/// Reads the events of an HTTP message: one, or those of a batch, each by itself.
///
/// # Errors
/// Why the message holds no events.
pub fn read_all(message: &Message) -> Result<Vec<Result<CloudEvent, Refusal>>, Refusal> {
    if Binding::Http.content_mode(message)? != ContentMode::Batch {
        return Ok(vec![Binding::Http.read(message)]);
    }
    match Json::parse(message.bytes())? {
        Json::Array(events) => Ok(events.iter().map(read_json).collect()),
        other => Err(fault("", "type", &format!("must be an array, and is {}", other.type_name())).into()),
    }
}

fn read_json(json: &Json) -> Result<CloudEvent, Refusal> {
    if let Json::Object(members) = json {
        speaks(members.get("specversion").and_then(|value| match value {
            Json::String(text) => Some(text.clone()),
            _ => None,
        }))?;
    }
    Ok(CloudEvent::from_json(json)?)
}

/// Another version may mean something else by every other attribute, so nothing else is said about it.
fn speaks(version: Option<String>) -> Result<(), Refusal> {
    match version {
        Some(version) if version != SPEC_VERSION && !version.is_empty() => Err(Refusal::SpecVersion(version)),
        _ => Ok(()),
    }
}

fn fault(pointer: &str, keyword: &'static str, message: &str) -> Invalid {
    Invalid { faults: vec![Fault { pointer: pointer.to_owned(), keyword, message: message.to_owned() }] }
}

/// The same faults, of what stands at `pointer`.
pub(crate) fn within(pointer: &str, mut invalid: Invalid) -> Invalid {
    for fault in &mut invalid.faults {
        fault.pointer.insert_str(0, pointer);
    }
    invalid
}
