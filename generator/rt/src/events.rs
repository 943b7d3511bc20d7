//! Events: what producers may publish, and what consumers make of what they receive.
//!
//! A producer builds an [`Envelope`] and has it checked; only what was checked can be written
//! (Schema-first contracts §29). A consumer hands a [`Message`] to [`receive`] and gets a variant of its channel's enum, or
//! a [`DeadLetter`] with the reason and the message as it came (Schema-first contracts §30).

mod consumer;
mod producer;

pub use consumer::{DeadLetter, Reason, Received, Unsupported, accept, receive, refuse};
pub use producer::Checked;

use crate::cloudevents::{Attribute, CloudEvent};
use crate::{Invalid, Json, Members, Mode, Wire, from_json};
use std::fmt::Display;

pub use crate::cloudevents::{Binding, Message};
pub use crate::envelope::{Envelope, EventType};

/// A payload that is published as an event of one type and version.
pub trait Event: Wire {
    /// The type without its version.
    const TYPE: &'static str;
    /// Its major version; `None` where the type has none.
    const VERSION: Option<u32>;
    /// The `$id` of the schema of the payload, or where it lies.
    const SCHEMA_ID: &'static str;
    /// The channel's address.
    const CHANNEL: &'static str;
    /// The member of the payload that names the tenant again. Another tenant there than in the envelope is a forgery.
    const TENANT: Option<&'static str> = None;
    /// What stands before the names of attributes in `Headers`.
    const HEADER_PREFIX: &'static str = "ce_";
    /// The attributes, as the message declares its headers.
    type Headers: Wire;
    /// What orders the events of one aggregate.
    type Key: Display + ?Sized;

    /// The aggregate whose events keep their order; the key of the record.
    fn ordering_key(&self) -> Option<&Self::Key>;
}

/// The payload of an event that declares no headers of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AnyHeaders;

impl Wire for AnyHeaders {
    fn read(_: &Json, _: &mut crate::Reader) -> Option<Self> {
        Some(Self)
    }

    fn write(&self) -> Json {
        Json::Object(Members::new())
    }
}

/// One message of a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MessageType {
    /// The type without its version.
    pub name: &'static str,
    /// Its major version.
    pub version: Option<u32>,
    /// The schema of its payload.
    pub schema_id: &'static str,
}

impl MessageType {
    /// The message that carries this payload.
    pub const fn of<E: Event>() -> Self {
        Self { name: E::TYPE, version: E::VERSION, schema_id: E::SCHEMA_ID }
    }
}

/// How often a fact arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delivery {
    /// Such as `at-least-once`.
    pub guarantee: &'static str,
    /// The attributes that tell a repetition.
    pub dedup_key: &'static [&'static str],
}

/// A channel: an enum with a variant for each of its messages.
pub trait Channel: Sized {
    /// Its name in the contract.
    const NAME: &'static str;
    /// Its address, where it is known before run time.
    const ADDRESS: Option<&'static str>;
    /// For whom it is.
    const AUDIENCE: Option<&'static str>;
    /// The member of the payload that orders the events.
    const ORDERING_KEY: Option<&'static str>;
    /// How often a fact arrives.
    const DELIVERY: Option<Delivery>;
    /// Its messages.
    const MESSAGES: &'static [MessageType];

    /// Reads the event that its type says it is.
    ///
    /// # Errors
    /// Why it belongs to the dead letters.
    fn dispatch(event: CloudEvent) -> Result<Self, Reason>;
}

/// Holds the attributes of an event against the headers that its message declares.
fn check_headers<E: Event>(event: &CloudEvent, mode: Mode) -> Result<(), Invalid> {
    let attributes = event.attributes().into_iter().filter(|(name, _)| *name != "datacontenttype");
    let header = |(name, value): (&str, Attribute)| (format!("{}{name}", E::HEADER_PREFIX), value.into());
    from_json::<E::Headers>(&Json::Object(attributes.map(header).collect()), mode).map(drop)
}

/// The tenant that the payload names, if it is another one than that of the envelope.
fn foreign_tenant<E: Event>(tenant: Option<&str>, data: &Json) -> Option<String> {
    let Json::Object(members) = data else { return None };
    match members.get(E::TENANT?)? {
        Json::String(named) if Some(named.as_str()) == tenant => None,
        Json::String(named) => Some(named.clone()),
        _ => None,
    }
}
