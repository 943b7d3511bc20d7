//! Answers: how outcomes are written and read.

use super::request::{fault, header, hold, media_type, missing, read_value, text};
use super::{Location, MediaType, Multipart, Outcome, Parameter, Place, Raw, Rejection, Violation, style};
use crate::{Invalid, Mode, Wire};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};
use std::fmt;

/// An answer as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; empty if there is none.
    pub body: Bytes,
}

/// An answer that the contract does not declare, as it was sent.
pub type Unexpected = Answer;

/// An answer whose status is declared and whose headers or body do not fit: nothing of it is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The answer as it was sent.
    pub answer: Answer,
    /// What does not fit.
    pub violations: Vec<Violation>,
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rejection = Rejection { violations: self.violations.clone() };
        write!(f, "the answer with status {} does not fit its contract: {rejection}", self.answer.status.as_u16())
    }
}

impl std::error::Error for Misfit {}

/// Writes an outcome as an answer.
///
/// # Errors
/// Values that cannot stand in a header, or that its schema refuses.
pub fn write_answer<O: Outcome>(outcome: &O) -> Result<Answer, Rejection> {
    let answer = Answer { status: outcome.status(), headers: HeaderMap::new(), body: Bytes::new() };
    let mut writer = AnswerWriter { answer, violations: Vec::new() };
    outcome.write(&mut writer);
    match writer.violations.is_empty() {
        true => Ok(writer.answer),
        false => Err(Rejection { violations: writer.violations }),
    }
}

/// Reads an outcome from an answer.
///
/// # Errors
/// The answer, and what of it does not fit. An answer that is not declared at all is an outcome.
pub fn read_answer<O: Outcome>(answer: Answer, mode: Mode) -> Result<O, Box<Misfit>> {
    let mut reader = AnswerReader { answer: &answer, mode, violations: Vec::new() };
    let read = O::read(&mut reader);
    let violations = reader.violations;
    match read {
        Some(outcome) if violations.is_empty() => Ok(outcome),
        _ => Err(Box::new(Misfit { answer, violations })),
    }
}

impl Answer {
    /// The media type of its body.
    pub fn media_type(&self) -> Option<MediaType> {
        media_type(&self.headers)
    }
}

/// Writes the parts of an answer.
#[derive(Debug)]
pub struct AnswerWriter {
    answer: Answer,
    violations: Vec<Violation>,
}

impl AnswerWriter {
    /// A header.
    pub fn put<T: Wire>(&mut self, parameter: &Parameter, value: &T) {
        let json = value.write();
        let written = hold(parameter, &json).and_then(|()| header(parameter, &json));
        match written {
            Ok(Some((name, value))) => drop(self.answer.headers.append(name, value)),
            Ok(None) => {}
            Err(faults) => {
                let place = Place::Parameter(Location::Header, parameter.name.to_owned());
                self.violations.extend(faults.into_iter().map(|fault| Violation { place: place.clone(), fault }));
            }
        }
    }

    /// A header that may be absent.
    pub fn put_optional<T: Wire>(&mut self, parameter: &Parameter, value: Option<&T>) {
        if let Some(value) = value {
            self.put(parameter, value);
        }
    }

    /// A JSON body of this media type.
    pub fn json<T: Wire>(&mut self, media_type: &str, body: &T) {
        self.bytes(media_type, crate::to_vec(body));
    }

    /// A text body of this media type.
    pub fn text<T: Wire>(&mut self, media_type: &str, body: &T) {
        self.bytes(media_type, style::plain(&body.write()));
    }

    /// A body as it is.
    pub fn bytes(&mut self, media_type: &str, body: impl Into<Bytes>) {
        self.answer.body = body.into();
        match HeaderValue::from_str(media_type) {
            Ok(value) => drop(self.answer.headers.insert(CONTENT_TYPE, value)),
            Err(_) => {
                self.violations.push(Violation { place: Place::Body, fault: fault("mediaType", "is no media type") });
            }
        }
    }

    /// A form of parts.
    pub fn multipart(&mut self, body: &Multipart) {
        let (content_type, body) = body.write();
        self.bytes(&content_type, body);
    }

    /// A body that knows its own media type; none if it is empty and has none.
    pub fn raw(&mut self, body: &Raw) {
        match &body.content_type {
            None if body.bytes.is_empty() => {}
            content_type => {
                self.bytes(content_type.as_deref().unwrap_or("application/octet-stream"), body.bytes.clone());
            }
        }
    }

    /// Headers and body of an answer as it was received.
    pub fn as_it_is(&mut self, unexpected: &Unexpected) {
        self.answer.headers.clone_from(&unexpected.headers);
        self.answer.body.clone_from(&unexpected.body);
    }
}

/// Reads the parts of an answer and collects what is wrong with them.
#[derive(Debug)]
pub struct AnswerReader<'a> {
    answer: &'a Answer,
    mode: Mode,
    violations: Vec<Violation>,
}

impl AnswerReader<'_> {
    /// The status as a number, to match on.
    pub fn status(&self) -> u16 {
        self.answer.status.as_u16()
    }

    /// The status.
    pub fn status_code(&self) -> http::StatusCode {
        self.answer.status
    }

    /// True if the body is of this media type or range. A tolerant reader takes a body that says nothing about itself
    /// for what was declared first.
    pub fn is(&self, range: &str) -> bool {
        match self.answer.media_type() {
            Some(media_type) => media_type.is(range),
            None => self.mode == Mode::Tolerant && !self.answer.body.is_empty(),
        }
    }

    /// A header that must be there.
    pub fn required<T: Wire>(&mut self, parameter: &Parameter) -> Option<T> {
        let read = style::read_header(parameter, &self.answer.headers).and_then(|json| match json {
            Some(json) => read_value(parameter, &json, self.mode),
            None => missing(parameter),
        });
        self.note(parameter, read)
    }

    /// A header that may be absent.
    pub fn optional<T: Wire>(&mut self, parameter: &Parameter) -> Option<Option<T>> {
        let read = style::read_header(parameter, &self.answer.headers)
            .and_then(|json| json.map(|json| read_value(parameter, &json, self.mode)).transpose());
        self.note(parameter, read)
    }

    fn note<T>(&mut self, parameter: &Parameter, read: Result<T, Vec<crate::Fault>>) -> Option<T> {
        let place = || Place::Parameter(Location::Header, parameter.name.to_owned());
        read.map_err(|faults| {
            self.violations.extend(faults.into_iter().map(|fault| Violation { place: place(), fault }));
        })
        .ok()
    }

    /// A JSON body.
    pub fn json<T: Wire>(&mut self) -> Option<T> {
        let read = crate::from_slice(&self.answer.body, self.mode);
        self.note_body(read)
    }

    /// A text body.
    pub fn text<T: Wire>(&mut self) -> Option<T> {
        let read = text(&self.answer.body, self.mode);
        self.note_body(read)
    }

    /// A form of parts.
    pub fn multipart(&mut self) -> Option<Multipart> {
        let read = Multipart::read(self.content_type().unwrap_or_default(), &self.answer.body);
        self.note_body(read)
    }

    /// The body as it is.
    pub fn bytes(&self) -> Option<Bytes> {
        Some(self.answer.body.clone())
    }

    /// The body as it is, with its media type.
    pub fn raw(&self) -> Option<Raw> {
        let content_type = self.content_type().map(str::to_owned);
        Some(Raw { content_type, bytes: self.answer.body.clone() })
    }

    /// The `Content-Type` as it was sent.
    pub fn content_type(&self) -> Option<&str> {
        self.answer.headers.get(CONTENT_TYPE)?.to_str().ok()
    }

    /// The answer as it is: the contract does not declare it.
    pub fn unexpected(&self) -> Unexpected {
        self.answer.clone()
    }

    fn note_body<T>(&mut self, read: Result<T, Invalid>) -> Option<T> {
        read.map_err(|Invalid { faults }| {
            self.violations.extend(faults.into_iter().map(|fault| Violation { place: Place::Body, fault }));
        })
        .ok()
    }
}
