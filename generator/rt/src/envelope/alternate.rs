//! `EventEnvelopeV1`, the spelling of stores and pipelines that predate CloudEvents.

use super::{Envelope, EventType, fault};
use crate::cloudevents::{Attribute, Extensions, attribute_of};
use crate::{Invalid, Json, Members, Mode, Wire, from_json};

/// Its members. An extension attribute of such a name has no place beside them.
const MEMBERS: [&str; 12] = [
    "eventId",
    "eventType",
    "eventVersion",
    "occurredAt",
    "producer",
    "subject",
    "tenantId",
    "correlationId",
    "causationId",
    "traceParent",
    "payloadSchemaId",
    "payload",
];

impl<P: Wire> Envelope<P> {
    /// The envelope as `EventEnvelopeV1`, unchecked.
    pub(crate) fn to_event_envelope(&self) -> Result<Json, Invalid> {
        let Some(version) = self.event_type.version else {
            return Err(fault("/eventVersion", "required", "the type has no version, such as `.v1` at its end"));
        };
        let mut members = Members::new();
        let mut put = |name: &str, text: Option<&String>| {
            members.extend(text.map(|text| (name.to_owned(), Json::String(text.clone()))));
        };
        put("eventId", Some(&self.id));
        put("eventType", Some(&self.event_type.name));
        put("occurredAt", self.time.as_ref());
        put("producer", Some(&self.source));
        put("subject", self.subject.as_ref());
        put("tenantId", self.tenant_id.as_ref());
        put("correlationId", self.correlation_id.as_ref());
        put("causationId", self.causation_id.as_ref());
        put("traceParent", self.traceparent.as_ref());
        put("payloadSchemaId", self.dataschema.as_ref());
        members.shift_insert(2, "eventVersion".to_owned(), Json::from(version));
        members.insert("payload".to_owned(), self.data.write());
        for (name, value) in self.extensions.iter() {
            if MEMBERS.contains(&name) {
                return Err(fault(&format!("/{name}"), "propertyNames", "is a member of the envelope, no extension"));
            }
            members.insert(name.to_owned(), value.clone().into());
        }
        Ok(Json::Object(members))
    }

    /// Reads `EventEnvelopeV1`. Members that are no attributes are passed over by tolerant readers.
    ///
    /// # Errors
    /// What is wrong with the envelope or with its payload.
    pub fn from_event_envelope(json: &Json, mode: Mode) -> Result<Self, Invalid> {
        let Json::Object(members) = json else {
            return Err(fault("", "type", &format!("must be an object, and is {}", json.type_name())));
        };
        let mut members = members.clone();
        let payload = members.shift_remove("payload").ok_or_else(|| fault("/payload", "required", "is required"))?;
        let version = match members.shift_remove("eventVersion") {
            Some(json) => {
                Some(whole(&json).ok_or_else(|| fault("/eventVersion", "minimum", "must be a whole number from 1"))?)
            }
            None => return Err(fault("/eventVersion", "required", "is required")),
        };
        let mut take = |name: &str| match members.shift_remove(name) {
            None => Ok(None),
            Some(Json::String(text)) => Ok(Some(text)),
            Some(_) => Err(fault(&format!("/{name}"), "type", "must be a string")),
        };
        let event_type = EventType::new(required("eventType", take("eventType")?)?, version);
        if EventType::parse(&event_type.to_string()) != event_type {
            return Err(fault("/eventType", "pattern", "must be a name"));
        }
        let data = from_json(&payload, mode).map_err(|invalid| crate::cloudevents::within("/payload", invalid))?;
        let id = required("eventId", take("eventId")?)?;
        let source = required("producer", take("producer")?)?;
        let mut envelope = Self::with(id, source, event_type, data);
        envelope.subject = take("subject")?;
        envelope.time = take("occurredAt")?;
        envelope.tenant_id = take("tenantId")?;
        envelope.correlation_id = take("correlationId")?;
        envelope.causation_id = take("causationId")?;
        envelope.traceparent = take("traceParent")?;
        envelope.dataschema = take("payloadSchemaId")?;
        envelope.extensions = extensions(members, mode)?;
        envelope.to_cloud_event()?.validate()?;
        Ok(envelope)
    }
}

fn required(name: &str, text: Option<String>) -> Result<String, Invalid> {
    text.ok_or_else(|| fault(&format!("/{name}"), "required", "is required"))
}

fn whole(json: &Json) -> Option<u32> {
    let Json::Number(number) = json else { return None };
    number.to_string().parse().ok().filter(|version| *version > 0)
}

fn extensions(members: Members, mode: Mode) -> Result<Extensions, Invalid> {
    let mut extensions = Extensions::default();
    for (name, json) in members {
        let value = attribute_of(&json).ok_or_else(|| fault(&format!("/{name}"), "type", "is no attribute"));
        let inserted = value.and_then(|value: Attribute| extensions.insert(&name, value));
        if mode == Mode::Strict {
            inserted?;
        }
    }
    Ok(extensions)
}
