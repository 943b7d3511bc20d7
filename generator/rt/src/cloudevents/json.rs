//! The JSON event format (CloudEvents 1.0.2, JSON format).

use super::{Attribute, CloudEvent, Data};
use crate::{Fault, Invalid, Json, Members};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

impl CloudEvent {
    /// The event as one JSON object.
    pub fn to_json(&self) -> Json {
        let attributes = self.attributes().into_iter().map(|(name, value)| (name.to_owned(), value.into()));
        let mut members: Members = attributes.collect();
        match &self.data {
            None => {}
            Some(Data::Json(json)) => {
                members.insert("data".to_owned(), json.clone());
            }
            Some(Data::Binary(bytes)) => {
                members.insert("data_base64".to_owned(), Json::String(BASE64.encode(bytes)));
            }
        }
        Json::Object(members)
    }

    /// Reads an event; a member that is null is absent (JSON format §2.2), `data` excepted.
    ///
    /// # Errors
    /// Everything that is wrong with it, with its place.
    pub fn from_json(json: &Json) -> Result<Self, Invalid> {
        let Json::Object(members) = json else {
            return Err(one("", "type", format!("must be an object, and is {}", json.type_name())));
        };
        let mut faults = Vec::new();
        let mut attributes = Vec::new();
        for (name, value) in members.iter().filter(|(name, _)| !matches!(name.as_str(), "data" | "data_base64")) {
            match attribute(value) {
                _ if *value == Json::Null => {}
                Some(attribute) => attributes.push((name.clone(), attribute)),
                None => faults.push(Fault {
                    pointer: format!("/{}", name.replace('~', "~0").replace('/', "~1")),
                    keyword: "type",
                    message: "must be a string, a boolean or a whole number of 32 bits".to_owned(),
                }),
            }
        }
        let read = CloudEvent::from_attributes(attributes).and_then(|mut event| {
            event.data = data(members, event.is_json())?;
            Ok(event)
        });
        match read {
            Ok(event) if faults.is_empty() => Ok(event),
            Ok(_) => Err(Invalid { faults }),
            Err(invalid) => {
                let missing = |fault: &Fault| fault.keyword == "required";
                let told = |fault: &Fault| faults.iter().any(|known| known.pointer == fault.pointer);
                let more: Vec<_> = invalid.faults.into_iter().filter(|it| !(missing(it) && told(it))).collect();
                Err(Invalid { faults: faults.into_iter().chain(more).collect() })
            }
        }
    }
}

impl From<Attribute> for Json {
    fn from(attribute: Attribute) -> Self {
        match attribute {
            Attribute::Boolean(flag) => Json::Bool(flag),
            Attribute::Integer(number) => Json::from(number),
            Attribute::String(text) => Json::String(text),
        }
    }
}

/// The value of an attribute; `None` for what no attribute can be.
pub(crate) fn attribute(json: &Json) -> Option<Attribute> {
    Some(match json {
        Json::Bool(flag) => Attribute::Boolean(*flag),
        Json::String(text) => Attribute::String(text.clone()),
        Json::Number(number) => Attribute::Integer(i32::try_from(number.as_i64()?).ok()?),
        _ => return None,
    })
}

/// `data` or `data_base64` (JSON format §3.1). Text of a media type that is not JSON stands there as a string.
fn data(members: &Members, is_json: bool) -> Result<Option<Data>, Invalid> {
    match (members.get("data"), members.get("data_base64")) {
        (Some(_), Some(_)) => Err(one("/data_base64", "not", "stands beside `data`; an event has one of them".into())),
        (Some(Json::String(text)), None) if !is_json => Ok(Some(Data::Binary(text.clone().into_bytes()))),
        (Some(json), None) => Ok(Some(Data::Json(json.clone()))),
        (None, Some(Json::String(text))) => match BASE64.decode(text) {
            Ok(bytes) => Ok(Some(Data::Binary(bytes))),
            Err(_) => Err(one("/data_base64", "contentEncoding", "is no Base64 (RFC 4648 §4)".into())),
        },
        (None, None | Some(Json::Null)) => Ok(None),
        (None, Some(_)) => Err(one("/data_base64", "type", "must be a string".into())),
    }
}

fn one(pointer: &str, keyword: &'static str, message: String) -> Invalid {
    Invalid { faults: vec![Fault { pointer: pointer.to_owned(), keyword, message }] }
}
