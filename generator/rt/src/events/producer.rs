//! Strict producers: payload and envelope are validated before anything can be written (Schema-first contracts §29).

use super::{Event, check_headers, foreign_tenant};
use crate::cloudevents::{Binding, CloudEvent, Message, within};
use crate::envelope::{Envelope, EventType, fault};
use crate::{Invalid, Json, Mode, Wire, from_json};

/// An envelope that its contract accepts. There is no other way to write one.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked<E> {
    envelope: Envelope<E>,
    event: CloudEvent,
}

impl<E: Event> Envelope<E> {
    /// An envelope of the type, version and schema that the payload is made for.
    pub fn new(id: impl Into<String>, source: impl Into<String>, data: E) -> Self {
        let event_type = EventType::new(E::TYPE, E::VERSION);
        Self { dataschema: Some(E::SCHEMA_ID.to_owned()), ..Self::with(id, source, event_type, data) }
    }

    /// Validates payload and envelope as strictly as the contract says.
    ///
    /// # Errors
    /// Every fault: those of the payload below `/data`, those of attributes at the names of their headers.
    pub fn check(self) -> Result<Checked<E>, Invalid> {
        let mut faults = Vec::new();
        let mut note = |result: Result<(), Invalid>| faults.extend(result.err().into_iter().flat_map(|it| it.faults));
        note(self.data.validate().map_err(|invalid| within("/data", invalid)));
        let promised = EventType::new(E::TYPE, E::VERSION);
        if self.event_type != promised {
            note(Err(fault("/type", "const", &format!("must be `{promised}`"))));
        }
        if self.dataschema.as_deref().is_some_and(|schema| schema != E::SCHEMA_ID) {
            note(Err(fault("/dataschema", "const", &format!("must be `{}`", E::SCHEMA_ID))));
        }
        let event = self.to_cloud_event();
        if let Ok(event) = &event {
            note(event.validate());
            note(check_headers::<E>(event, Mode::Strict));
        }
        if foreign_tenant::<E>(self.tenant_id.as_deref(), &self.data.write()).is_some() {
            note(Err(fault("/tenantid", "const", "must be the tenant that the payload names")));
        }
        match event {
            Ok(event) if faults.is_empty() => Ok(Checked { envelope: self, event }),
            Ok(_) => Err(Invalid { faults }),
            Err(invalid) => Err(Invalid { faults: invalid.faults.into_iter().chain(faults).collect() }),
        }
    }
}

impl<E: Event> Checked<E> {
    /// The envelope.
    pub fn envelope(&self) -> &Envelope<E> {
        &self.envelope
    }

    /// The envelope, to be changed and checked again.
    pub fn into_envelope(self) -> Envelope<E> {
        self.envelope
    }

    /// Where it is published.
    pub fn channel(&self) -> &'static str {
        E::CHANNEL
    }

    /// What keeps it in order: the key of the record.
    pub fn key(&self) -> Option<String> {
        self.envelope.data.ordering_key().map(ToString::to_string)
    }

    /// The event as CloudEvents has it.
    pub fn cloud_event(&self) -> &CloudEvent {
        &self.event
    }

    /// Attributes as headers, payload as body.
    pub fn binary(&self, binding: Binding) -> Message {
        self.keyed(binding, binding.binary(&self.event))
    }

    /// One JSON document.
    pub fn structured(&self, binding: Binding) -> Message {
        self.keyed(binding, binding.structured(&self.event))
    }

    /// The ordering key of the contract goes before `partitionkey`.
    fn keyed(&self, binding: Binding, message: Message) -> Message {
        let key = self.key().filter(|_| binding == Binding::Kafka).map(String::into_bytes);
        Message { key: key.or(message.key), ..message }
    }

    /// The same as `EventEnvelopeV1`, held against the schema `W` of that spelling.
    ///
    /// # Errors
    /// What that schema has no place for, extension attributes for instance.
    pub fn event_envelope<W: Wire>(&self) -> Result<Json, Invalid> {
        let json = self.envelope.to_event_envelope()?;
        from_json::<W>(&json, Mode::Strict)?;
        Ok(json)
    }
}
