//! CloudEvents 1.0: one event, whatever carries it.
//!
//! ```text
//!            Binding: HTTP, Kafka, NATS              JSON format
//! Message ◄────────────────────────────► CloudEvent ◄───────────► Json
//! ```

mod attribute;
mod binding;
mod json;
mod percent;

pub use attribute::{Attribute, Extensions};
pub(crate) use binding::within;
pub use binding::{Binding, ContentMode, Message, Refusal, batch, read_all};
pub(crate) use json::attribute as attribute_of;

use crate::{Invalid, Json};
use attribute::Given;

/// The version of the specification that is spoken here.
pub const SPEC_VERSION: &str = "1.0";

/// What an event says, beside its attributes.
#[derive(Debug, Clone, PartialEq)]
pub enum Data {
    /// JSON.
    Json(Json),
    /// Anything else, as it is. Without a single byte it cannot be told from no data in binary content mode.
    Binary(Vec<u8>),
}

/// An event and its context attributes (CloudEvents 1.0.2 §3).
#[derive(Debug, Clone, PartialEq)]
pub struct CloudEvent {
    /// Unique together with `source`, and the same on every delivery.
    pub id: String,
    /// Where it happened: a URI reference.
    pub source: String,
    /// What happened.
    pub event_type: String,
    /// What it is about, within the source.
    pub subject: Option<String>,
    /// When it happened: RFC 3339 text with its offset.
    pub time: Option<String>,
    /// The media type of the data; JSON where it is absent.
    pub datacontenttype: Option<String>,
    /// The schema of the data.
    pub dataschema: Option<String>,
    /// The other attributes.
    pub extensions: Extensions,
    /// What it says.
    pub data: Option<Data>,
}

impl CloudEvent {
    /// An event with the attributes that every event has.
    pub fn new(id: impl Into<String>, source: impl Into<String>, event_type: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            source: source.into(),
            event_type: event_type.into(),
            subject: None,
            time: None,
            datacontenttype: None,
            dataschema: None,
            extensions: Extensions::default(),
            data: None,
        }
    }

    /// All attributes that it has: those of the specification first, then extensions by name.
    pub fn attributes(&self) -> Vec<(&str, Attribute)> {
        let core = [
            ("specversion", Some(SPEC_VERSION)),
            ("id", Some(self.id.as_str())),
            ("source", Some(self.source.as_str())),
            ("type", Some(self.event_type.as_str())),
            ("subject", self.subject.as_deref()),
            ("time", self.time.as_deref()),
            ("datacontenttype", self.datacontenttype.as_deref()),
            ("dataschema", self.dataschema.as_deref()),
        ];
        let core = core.into_iter().filter_map(|(name, text)| Some((name, Attribute::from(text?))));
        core.chain(self.extensions.iter().map(|(name, value)| (name, value.clone()))).collect()
    }

    /// The event that these attributes describe, without data.
    ///
    /// # Errors
    /// Every attribute that is missing or that the specification does not allow, at the pointer `/<name>`.
    pub fn from_attributes<N: Into<String>>(
        attributes: impl IntoIterator<Item = (N, Attribute)>,
    ) -> Result<Self, Invalid> {
        let mut given = Given::collect(attributes);
        let version = given.required("specversion");
        given.hold("specversion", "const", version == SPEC_VERSION || version.is_empty(), "must be `1.0`");
        let event = Self {
            id: given.required("id"),
            source: given.required("source"),
            event_type: given.required("type"),
            subject: given.optional("subject"),
            time: given.optional("time"),
            datacontenttype: given.optional("datacontenttype"),
            dataschema: given.optional("dataschema"),
            extensions: given.extensions(),
            data: None,
        };
        let is_time = event.time.as_deref().is_none_or(attribute::is_timestamp);
        given.hold("time", "format", is_time, "must be a date and time of RFC 3339");
        let is_media_type = event.datacontenttype.as_deref().is_none_or(attribute::is_media_type);
        given.hold("datacontenttype", "format", is_media_type, "must be a media type such as `application/json`");
        given.finish(event)
    }

    /// Holds an event that was put together in Rust against the specification.
    ///
    /// # Errors
    /// Every attribute that the specification does not allow.
    pub fn validate(&self) -> Result<(), Invalid> {
        Self::from_attributes(self.attributes()).map(drop)
    }

    /// True if its data is JSON by its media type; JSON is what an absent one means (JSON format 1.0.2 §3.1).
    pub fn is_json(&self) -> bool {
        self.datacontenttype.as_deref().is_none_or(is_json)
    }
}

/// True for JSON itself and for `+json` types (RFC 6839 §3.1).
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

/// A media type without its parameters, in lower case.
pub(crate) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
