//! Tolerant consumers: unknown fields and values are passed over, required ones are checked, and what cannot be read is
//! kept with the reason (Schema-first contracts §30).

use super::{Channel, Event, check_headers, foreign_tenant};
use crate::cloudevents::{Binding, CloudEvent, Data, Message, Refusal};
use crate::envelope::{Envelope, EventType};
use crate::{Invalid, Mode};
use std::fmt;

/// What arrived on a channel.
#[derive(Debug, Clone, PartialEq)]
pub enum Received<C> {
    /// A fact.
    Event(C),
    /// A Kafka record without a value: what was known under its key is gone.
    Tombstone(Message),
}

/// An event of a type that the channel does not know. New facts may appear on a channel at any time: it is safe to pass
/// over what one never asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Unsupported {
    /// Its type and version.
    pub event_type: EventType,
    /// The event.
    pub event: CloudEvent,
}

/// Why an event belongs to the dead letters.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The message is no `CloudEvent`.
    NotAnEvent,
    /// A batch where one event is expected.
    Batch,
    /// A version of CloudEvents other than 1.0.
    UnsupportedSpecVersion(String),
    /// The event or its payload is in a format other than JSON.
    WrongContentType(String),
    /// A known type in a version that this consumer was not built for; it must not guess.
    UnsupportedVersion {
        /// What arrived.
        event_type: EventType,
        /// The versions that it knows.
        supported: Vec<u32>,
    },
    /// The payload names another tenant than the envelope.
    TenantMismatch {
        /// In the envelope.
        envelope: Option<String>,
        /// In the payload.
        payload: String,
    },
    /// The envelope or the payload breaks its schema.
    Invalid(Invalid),
}

impl Reason {
    /// A short name for metrics and for the header of a dead letter.
    pub fn code(&self) -> &'static str {
        match self {
            Reason::NotAnEvent => "not-an-event",
            Reason::Batch => "batch",
            Reason::UnsupportedSpecVersion(_) => "unsupported-spec-version",
            Reason::WrongContentType(_) => "wrong-content-type",
            Reason::UnsupportedVersion { .. } => "unsupported-version",
            Reason::TenantMismatch { .. } => "tenant-mismatch",
            Reason::Invalid(_) => "invalid",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::NotAnEvent => f.write_str("the message is no CloudEvent"),
            Reason::Batch => f.write_str("the message is a batch, and one event was expected"),
            Reason::UnsupportedSpecVersion(found) => write!(f, "CloudEvents {found} is not supported"),
            Reason::WrongContentType(found) => write!(f, "content of type `{found}` cannot be read"),
            Reason::UnsupportedVersion { event_type, supported } => {
                let known: Vec<String> = supported.iter().map(ToString::to_string).collect();
                write!(f, "`{event_type}` is in a version that is not supported; known: {}", known.join(", "))
            }
            Reason::TenantMismatch { .. } => f.write_str("the payload names another tenant than the envelope"),
            Reason::Invalid(invalid) => write!(f, "{invalid}"),
        }
    }
}

impl From<Invalid> for Reason {
    fn from(invalid: Invalid) -> Self {
        Reason::Invalid(invalid)
    }
}

impl From<Refusal> for Reason {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotAnEvent => Reason::NotAnEvent,
            Refusal::Batch => Reason::Batch,
            Refusal::SpecVersion(found) => Reason::UnsupportedSpecVersion(found),
            Refusal::ContentType(found) => Reason::WrongContentType(found),
            Refusal::Invalid(invalid) => Reason::Invalid(invalid),
        }
    }
}

/// A message that nobody can act on, as it came.
#[derive(Debug, Clone, PartialEq)]
pub struct DeadLetter {
    /// Why.
    pub reason: Reason,
    /// The message: key, headers and bytes.
    pub message: Message,
}

impl fmt::Display for DeadLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "dead letter: {}", self.reason)
    }
}

impl std::error::Error for DeadLetter {}

/// Reads what arrived on a channel.
///
/// # Errors
/// The reason why nobody can act on it, and the message.
pub fn receive<C: Channel>(binding: Binding, message: Message) -> Result<Received<C>, Box<DeadLetter>> {
    if binding == Binding::Kafka && message.body.is_none() && message.key.is_some() {
        return Ok(Received::Tombstone(message));
    }
    let read = binding.read(&message).map_err(Reason::from).and_then(C::dispatch);
    read.map(Received::Event).map_err(|reason| Box::new(DeadLetter { reason, message }))
}

/// Reads an event that is known to be `E`, as a consumer does.
///
/// # Errors
/// Why it belongs to the dead letters.
pub fn accept<E: Event>(event: &CloudEvent) -> Result<Envelope<E>, Reason> {
    let data = match &event.data {
        Some(Data::Json(json)) => Some(json),
        _ if !event.is_json() => {
            return Err(Reason::WrongContentType(event.datacontenttype.clone().unwrap_or_default()));
        }
        _ => None,
    };
    check_headers::<E>(event, Mode::Tolerant)?;
    let envelope: Envelope<E> = Envelope::from_cloud_event(event, Mode::Tolerant)?;
    match data.and_then(|data| foreign_tenant::<E>(envelope.tenant_id.as_deref(), data)) {
        Some(payload) => Err(Reason::TenantMismatch { envelope: envelope.tenant_id, payload }),
        None => Ok(envelope),
    }
}

/// What becomes of an event that is none of the channel's: a known type in another version is refused, an unknown one is
/// handed on.
///
/// # Errors
/// A version that is not supported.
pub fn refuse<C: Channel>(event: CloudEvent) -> Result<Unsupported, Reason> {
    let event_type = EventType::parse(&event.event_type);
    let versions = C::MESSAGES.iter().filter(|known| known.name == event_type.name);
    let known: Vec<_> = versions.collect();
    if known.is_empty() {
        return Ok(Unsupported { event_type, event });
    }
    Err(Reason::UnsupportedVersion { event_type, supported: known.iter().filter_map(|known| known.version).collect() })
}
