//! Envelopes in both spellings, strict producers, tolerant consumers. The types stand in for generated ones.

mod consumers;
mod envelopes;
mod producers;

use stipula_rt::cloudevents::CloudEvent;
use stipula_rt::events::{Channel, Delivery, Envelope, Event, MessageType, Reason, Unsupported, accept, refuse};
use stipula_rt::{Json, Members, Reader, Wire};

pub(crate) const TENANT: &str = "ten_1";

/// A payload: closed, with a required status of an open enum.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct QuoteAccepted {
    pub(crate) tenant_id: String,
    pub(crate) quote_id: String,
    pub(crate) status: Status,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Status {
    Accepted,
    Unknown(String),
}

impl Wire for Status {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        match String::read(json, reader)?.as_str() {
            "ACCEPTED" => Some(Self::Accepted),
            other if reader.mode() == stipula_rt::Mode::Tolerant => Some(Self::Unknown(other.to_owned())),
            _ => reader.fault("enum", "must be `ACCEPTED`"),
        }
    }

    fn write(&self) -> Json {
        Json::String(match self {
            Self::Accepted => "ACCEPTED".to_owned(),
            Self::Unknown(text) => text.clone(),
        })
    }
}

impl Wire for QuoteAccepted {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        let mut members = reader.object(json)?;
        let tenant_id = members.required("tenantId");
        let quote_id = members.required("quoteId");
        let status = members.required("status");
        members.close();
        Some(Self { tenant_id: tenant_id?, quote_id: quote_id?, status: status? })
    }

    fn write(&self) -> Json {
        let mut members = Members::new();
        members.insert("tenantId".to_owned(), self.tenant_id.write());
        members.insert("quoteId".to_owned(), self.quote_id.write());
        members.insert("status".to_owned(), self.status.write());
        Json::Object(members)
    }
}

/// The attributes, closed, with a pattern on the identifier.
#[derive(Debug)]
pub(crate) struct Headers;

impl Wire for Headers {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        let mut members = reader.object(json)?;
        let id: Option<String> = members.required("ce_id");
        for name in ["ce_specversion", "ce_source", "ce_type", "ce_time", "ce_tenantid", "ce_dataschema"] {
            members.required::<String>(name);
        }
        for name in ["ce_subject", "ce_correlationid", "ce_causationid", "ce_traceparent"] {
            members.optional::<String>(name);
        }
        members.close();
        match id?.starts_with("evt_") {
            true => Some(Self),
            false => reader.fault("pattern", "must begin with `evt_`"),
        }
    }

    fn write(&self) -> Json {
        Json::Null
    }
}

impl Event for QuoteAccepted {
    const TYPE: &'static str = "com.example.cpq.quote.accepted";
    const VERSION: Option<u32> = Some(1);
    const SCHEMA_ID: &'static str = "https://contracts.example.com/events/quote/quote-accepted.v1.schema.json";
    const CHANNEL: &'static str = "internal.cpq.quote.lifecycle.v1";
    const TENANT: Option<&'static str> = Some("tenantId");
    type Headers = Headers;
    type Key = str;

    fn ordering_key(&self) -> Option<&str> {
        Some(&self.quote_id)
    }
}

#[derive(Debug, PartialEq)]
pub(crate) enum QuoteLifecycle {
    QuoteAcceptedV1(Box<Envelope<QuoteAccepted>>),
    Unsupported(Box<Unsupported>),
}

impl Channel for QuoteLifecycle {
    const NAME: &'static str = "quoteLifecycle";
    const ADDRESS: Option<&'static str> = Some("internal.cpq.quote.lifecycle.v1");
    const AUDIENCE: Option<&'static str> = Some("orchestration");
    const ORDERING_KEY: Option<&'static str> = Some("quoteId");
    const DELIVERY: Option<Delivery> = None;
    const MESSAGES: &'static [MessageType] = &[MessageType {
        name: QuoteAccepted::TYPE,
        version: QuoteAccepted::VERSION,
        schema_id: QuoteAccepted::SCHEMA_ID,
    }];

    fn dispatch(event: CloudEvent) -> Result<Self, Reason> {
        match event.event_type.as_str() {
            "com.example.cpq.quote.accepted.v1" => accept(&event).map(Box::new).map(Self::QuoteAcceptedV1),
            _ => refuse::<Self>(event).map(Box::new).map(Self::Unsupported),
        }
    }
}

pub(crate) fn accepted() -> Envelope<QuoteAccepted> {
    let data = QuoteAccepted { tenant_id: TENANT.to_owned(), quote_id: "quo_1".to_owned(), status: Status::Accepted };
    let mut envelope = Envelope::new("evt_1", "urn:stipula:cpq:quote-service", data);
    envelope.subject = Some("quotes/quo_1".to_owned());
    envelope.time = Some("2026-07-02T10:15:30+07:00".to_owned());
    envelope.tenant_id = Some(TENANT.to_owned());
    envelope.correlation_id = Some("journey-789".to_owned());
    envelope
}
