//! One logical envelope in two spellings: CloudEvents 1.0 (API and event design §11) and `EventEnvelopeV1`
//! (Schema-first contracts §18). Each converts into the other without loss.
//!
//! | envelope | CloudEvents | `EventEnvelopeV1` |
//! |---|---|---|
//! | `id` | `id` | `eventId` |
//! | `source` | `source` | `producer` |
//! | `event_type` | `type`: name, `.v`, version | `eventType` and `eventVersion` |
//! | `subject` | `subject` | `subject` |
//! | `time` | `time` | `occurredAt` |
//! | `tenant_id` | `tenantid` | `tenantId` |
//! | `correlation_id` | `correlationid` | `correlationId` |
//! | `causation_id` | `causationid` | `causationId` |
//! | `traceparent` | `traceparent` | `traceParent` |
//! | `dataschema` | `dataschema` | `payloadSchemaId` |
//! | `data` | `data` | `payload` |
//! | `extensions` | by their names | by their names |

mod alternate;
#[cfg(test)]
mod tests;

use crate::cloudevents::{Attribute, CloudEvent, Data, Extensions, within};
use crate::{Fault, Invalid, Mode, Wire, from_json};
use std::fmt;

/// What happened, and the major version of what is said about it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventType {
    /// The name without its version, such as `com.example.cpq.quote.accepted`.
    pub name: String,
    /// The number behind `.v`; `None` where the type has none.
    pub version: Option<u32>,
}

impl EventType {
    /// A type by its parts.
    pub fn new(name: impl Into<String>, version: Option<u32>) -> Self {
        Self { name: name.into(), version }
    }

    /// Takes `com.example.cpq.quote.accepted.v1` apart. A number with a zero before it is no version: it could not be
    /// written again as it was.
    pub fn parse(text: &str) -> Self {
        let parts = text.rsplit_once(".v").filter(|(name, digits)| {
            !name.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0')
        });
        match parts.and_then(|(name, digits)| Some((name, digits.parse().ok()?))) {
            Some((name, version)) => Self::new(name, Some(version)),
            None => Self::new(text, None),
        }
    }
}

impl fmt::Display for EventType {
    /// The CloudEvents `type`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.version {
            Some(version) => write!(f, "{}.v{version}", self.name),
            None => f.write_str(&self.name),
        }
    }
}

/// An event and what is known about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Envelope<P> {
    /// Unique together with `source`, the same on every delivery: consumers deduplicate on the pair.
    pub id: String,
    /// Who recorded the fact.
    pub source: String,
    /// What happened, with its major version.
    pub event_type: EventType,
    /// What it is about.
    pub subject: Option<String>,
    /// When the fact was recorded: RFC 3339 text with its offset.
    pub time: Option<String>,
    /// Who owns the fact.
    pub tenant_id: Option<String>,
    /// The business journey that it belongs to.
    pub correlation_id: Option<String>,
    /// The command or event that caused it.
    pub causation_id: Option<String>,
    /// The trace of the transaction that recorded it (W3C Trace Context).
    pub traceparent: Option<String>,
    /// The schema that the payload was validated against.
    pub dataschema: Option<String>,
    /// Attributes beyond these, as they came.
    pub extensions: Extensions,
    /// The payload.
    pub data: P,
}

impl<P> Envelope<P> {
    /// An envelope with the attributes that every event has.
    pub fn with(id: impl Into<String>, source: impl Into<String>, event_type: EventType, data: P) -> Self {
        Self {
            id: id.into(),
            source: source.into(),
            event_type,
            subject: None,
            time: None,
            tenant_id: None,
            correlation_id: None,
            causation_id: None,
            traceparent: None,
            dataschema: None,
            extensions: Extensions::default(),
            data,
        }
    }

    /// The same envelope around another payload.
    pub fn map<Q>(self, change: impl FnOnce(P) -> Q) -> Envelope<Q> {
        Envelope {
            id: self.id,
            source: self.source,
            event_type: self.event_type,
            subject: self.subject,
            time: self.time,
            tenant_id: self.tenant_id,
            correlation_id: self.correlation_id,
            causation_id: self.causation_id,
            traceparent: self.traceparent,
            dataschema: self.dataschema,
            extensions: self.extensions,
            data: change(self.data),
        }
    }

    fn named(&self) -> [(&'static str, Option<&String>); 4] {
        [
            ("tenantid", self.tenant_id.as_ref()),
            ("correlationid", self.correlation_id.as_ref()),
            ("causationid", self.causation_id.as_ref()),
            ("traceparent", self.traceparent.as_ref()),
        ]
    }
}

impl<P: Wire> Envelope<P> {
    /// The event as CloudEvents has it. It is not checked: what is published goes through
    /// [`Envelope::check`](Envelope::check).
    pub(crate) fn to_cloud_event(&self) -> Result<CloudEvent, Invalid> {
        let mut event = CloudEvent::new(&self.id, &self.source, self.event_type.to_string());
        event.subject.clone_from(&self.subject);
        event.time.clone_from(&self.time);
        event.dataschema.clone_from(&self.dataschema);
        event.datacontenttype = Some("application/json".to_owned());
        event.extensions.clone_from(&self.extensions);
        for (name, value) in self.named() {
            if event.extensions.get(name).is_some() {
                return Err(fault(&format!("/{name}"), "propertyNames", "is a member of the envelope, no extension"));
            }
            if let Some(text) = value {
                event.extensions.insert(name, Attribute::String(text.clone()))?;
            }
        }
        event.data = Some(Data::Json(self.data.write()));
        Ok(event)
    }

    /// Reads an envelope and its payload.
    ///
    /// # Errors
    /// What is wrong with either; faults of the payload stand below `/data`.
    pub fn from_cloud_event(event: &CloudEvent, mode: Mode) -> Result<Self, Invalid> {
        let data = match &event.data {
            Some(Data::Json(json)) => from_json(json, mode).map_err(|invalid| within("/data", invalid))?,
            Some(Data::Binary(_)) => return Err(fault("/data", "contentMediaType", "must be JSON")),
            None => return Err(fault("/data", "required", "is required")),
        };
        let mut envelope = Self::with(&event.id, &event.source, EventType::parse(&event.event_type), data);
        envelope.subject.clone_from(&event.subject);
        envelope.time.clone_from(&event.time);
        envelope.dataschema.clone_from(&event.dataschema);
        envelope.extensions.clone_from(&event.extensions);
        let mut take = |name: &str| match envelope.extensions.remove(name) {
            None => Ok(None),
            Some(Attribute::String(text)) => Ok(Some(text)),
            Some(_) => Err(fault(&format!("/{name}"), "type", "must be a string")),
        };
        envelope.tenant_id = take("tenantid")?;
        envelope.correlation_id = take("correlationid")?;
        envelope.causation_id = take("causationid")?;
        envelope.traceparent = take("traceparent")?;
        Ok(envelope)
    }
}

pub(crate) fn fault(pointer: &str, keyword: &'static str, message: &str) -> Invalid {
    Invalid { faults: vec![Fault { pointer: pointer.to_owned(), keyword, message: message.to_owned() }] }
}
