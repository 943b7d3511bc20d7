//! Bodies that are not JSON.

mod multipart;

pub use multipart::{Multipart, Part};

use super::style::{self, Pairs};
use super::{Parameter, Style};
use crate::{Fault, Json, Members};
use bytes::Bytes;

/// A body as it is, where the contract leaves its media type open or does not say that there is one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Raw {
    /// Its `Content-Type`.
    pub content_type: Option<String>,
    /// Its bytes; none if there is no body.
    pub bytes: Bytes,
}

impl Raw {
    /// A body of a media type.
    pub fn new(content_type: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self { content_type: Some(content_type.into()), bytes: bytes.into() }
    }
}

/// How the members of an object are written as a form (`application/x-www-form-urlencoded`; OpenAPI 3.1.1 §4.8.15).
#[derive(Debug, Clone, Copy)]
pub struct Form(pub &'static [Parameter]);

/// A member that the form does not name is written as text, and an object in it as JSON.
const OTHER: Parameter = Parameter::query("").style(Style::Form, true);

impl Form {
    pub(super) fn write(&self, json: &Json) -> Result<String, Vec<Fault>> {
        let Json::Object(members) = json else { return Err(vec![super::request::fault("form", "must be an object")]) };
        let mut pairs = Vec::new();
        for (name, json) in members {
            match self.0.iter().find(|field| field.name() == name.as_str()) {
                Some(field) => pairs.extend(style::write_query(field, json)?),
                None => pairs.extend(style::write_named(name, &OTHER, json)?),
            }
        }
        Ok(pairs.join("&"))
    }

    pub(super) fn read(&self, body: &[u8]) -> Result<Json, Vec<Fault>> {
        let text = std::str::from_utf8(body).map_err(|_| vec![super::request::fault("form", "is not UTF-8")])?;
        let mut pairs = Pairs::query(text);
        let mut members = Members::new();
        for field in self.0 {
            if let Some(json) = style::take_query(field, &mut pairs)? {
                members.insert(field.name().to_owned(), json);
            }
        }
        for (name, text) in pairs.iter() {
            members.insert(name.to_owned(), Json::String(style::decode(text)?));
        }
        Ok(Json::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, Multipart, Part};
    use crate::Json;
    use crate::http::{Parameter, Shape};

    const FORM: Form = Form(&[
        Parameter::query("amount").shape(Shape::Number),
        Parameter::query("tags").shape(Shape::List(&Shape::Text)),
    ]);

    #[test]
    fn a_form_keeps_types_lists_and_members_that_it_does_not_name() {
        let json = Json::parse(br#"{"amount":1.50,"tags":["a&b","c"],"note":"x y+z"}"#).unwrap();
        let text = FORM.write(&json).unwrap();
        assert_eq!(text, "amount=1.50&tags=a%26b&tags=c&note=x%20y%2Bz");
        assert_eq!(FORM.read(text.as_bytes()).unwrap(), json);
        assert_eq!(FORM.read(b"note=x+y").unwrap(), Json::parse(br#"{"note":"x y"}"#).unwrap());
        assert!(FORM.read(b"note=%zz").is_err());
        assert!(FORM.read(b"amount=1&amount=2").is_err());
    }

    #[test]
    fn parts_survive_whatever_they_hold() {
        let parts = vec![
            Part::text("a", "--stipula-0\r\n--"),
            Part {
                name: "f\"ü".to_owned(),
                file_name: Some("x;\r\n.txt".to_owned()),
                content_type: Some("image/png".to_owned()),
                bytes: vec![0, 13, 10, 255].into(),
            },
            Part::text("a", ""),
        ];
        let (content_type, body) = Multipart { parts: parts.clone() }.write();
        let read = Multipart::read(&content_type, &body).unwrap();
        assert_eq!((read.parts[0].clone(), read.parts[2].clone()), (parts[0].clone(), parts[2].clone()));
        assert_eq!(read.parts[1].bytes, parts[1].bytes);
        assert_eq!(read.parts[1].name, "f\"ü");
        assert_eq!(read.parts[1].file_name.as_deref(), Some("x;\r\n.txt"));
    }

    #[test]
    fn what_is_no_multipart_is_refused() {
        let read = |content_type: &str, body: &str| Multipart::read(content_type, &body.to_owned().into());
        for (content_type, body) in [
            ("multipart/form-data", "--b--"),
            ("multipart/form-data; boundary=", "----"),
            ("multipart/form-data; boundary=b", ""),
            ("multipart/form-data; boundary=b", "--b\r\n\r\nno name\r\n--b--"),
            ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ncut"),
            ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\ncut\r\n--b--"),
        ] {
            assert!(read(content_type, body).is_err(), "{body:?}");
        }
        let browser = "--b\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b--\r\n";
        assert_eq!(read("multipart/form-data; boundary=\"b\"", browser).unwrap().parts, [Part::text("a", "x")]);
        assert!(read("multipart/form-data; boundary=b", "--b--").unwrap().parts.is_empty());
    }
}
