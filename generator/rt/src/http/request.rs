//! Requests: how operations are written and read.

use super::style;
use super::template::{Piece, Template};
use super::{Form, IdempotencyKey, Location, MediaType, Multipart, Operation, Parameter, Raw};
use crate::{Fault, Invalid, Json, Mode, Reader, Wire, from_json};
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use std::fmt;

/// A request as it is sent.
#[derive(Debug, Clone)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// Path and query below the server's URL, percent-encoded.
    pub target: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; empty if there is none.
    pub body: Bytes,
}

/// Writes an operation as a request.
///
/// # Errors
/// Values that cannot stand where the contract wants them: an empty path segment, a line break in a header, a text that
/// the schema of a header refuses.
pub fn write_request<O: Operation>(operation: &O) -> Result<Request, Rejection> {
    let mut writer = RequestWriter {
        path: Vec::new(),
        query: Vec::new(),
        cookies: Vec::new(),
        request: Request::empty(O::METHOD),
        violations: Vec::new(),
    };
    operation.write(&mut writer);
    writer.accept(<O::Outcome as super::Outcome>::MEDIA_TYPES);
    writer.finish(O::PATH)
}

/// Reads an operation from a request whose method and path are its own.
///
/// # Errors
/// Everything that is wrong with the request, parameters and body.
pub fn read_request<O: Operation>(request: &Request) -> Result<O, Rejection> {
    let mut reader = RequestReader::new(O::PATH, request);
    let read = O::read(&mut reader);
    match read {
        Some(operation) if reader.violations.is_empty() => Ok(operation),
        _ => Err(Rejection { violations: reader.violations }),
    }
}

impl Request {
    /// A request without anything.
    pub fn empty(method: Method) -> Self {
        Self { method, target: String::new(), headers: HeaderMap::new(), body: Bytes::new() }
    }

    /// The media type of its body.
    pub fn media_type(&self) -> Option<MediaType> {
        media_type(&self.headers)
    }
}

pub(crate) fn media_type(headers: &HeaderMap) -> Option<MediaType> {
    headers.get(CONTENT_TYPE)?.to_str().ok().map(MediaType::of)
}

/// A request that its contract does not accept: at least one violation, parameters before the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// What is wrong.
    pub violations: Vec<Violation>,
}

/// One thing that is wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The part of the request.
    pub place: Place,
    /// What is wrong with it; the pointer is inside that part.
    pub fault: Fault,
}

/// A part of a request or an answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// A parameter or header with this name.
    Parameter(Location, String),
    /// The body.
    Body,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Parameter(Location::Path, name) => write!(f, "path parameter `{name}`"),
            Place::Parameter(Location::Query, name) => write!(f, "query parameter `{name}`"),
            Place::Parameter(Location::Header, name) => write!(f, "header `{name}`"),
            Place::Parameter(Location::Cookie, name) => write!(f, "cookie `{name}`"),
            Place::Body => f.write_str("body"),
        }
    }
}

impl Rejection {
    /// True if this header is required and was not sent.
    pub fn misses_header(&self, name: &str) -> bool {
        self.violations.iter().any(|violation| {
            let header =
                matches!(&violation.place, Place::Parameter(Location::Header, at) if at.eq_ignore_ascii_case(name));
            header && violation.fault.keyword == "required" && violation.fault.pointer.is_empty()
        })
    }

    /// True if the body is of a media type that the operation does not take.
    pub fn is_unsupported_media_type(&self) -> bool {
        self.violations.iter().any(|violation| violation.fault.keyword == "mediaType")
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, Violation { place, fault }) in self.violations.iter().enumerate() {
            let separator = if n == 0 { "" } else { "; " };
            let Fault { pointer, message, .. } = fault;
            write!(f, "{separator}{place}{}{pointer}: {message}", if pointer.is_empty() { "" } else { " " })?;
        }
        Ok(())
    }
}

impl std::error::Error for Rejection {}

/// Writes the parts of a request.
#[derive(Debug)]
pub struct RequestWriter {
    path: Vec<(&'static str, String)>,
    query: Vec<String>,
    cookies: Vec<String>,
    request: Request,
    violations: Vec<Violation>,
}

impl RequestWriter {
    /// A parameter.
    pub fn put<T: Wire>(&mut self, parameter: &Parameter, value: &T) {
        let json = value.write();
        if let Err(faults) = self.try_put(parameter, &json) {
            let place = Place::Parameter(parameter.location, parameter.name.to_owned());
            self.violations.extend(faults.into_iter().map(|fault| Violation { place: place.clone(), fault }));
        }
    }

    /// A parameter that may be absent.
    pub fn put_optional<T: Wire>(&mut self, parameter: &Parameter, value: Option<&T>) {
        if let Some(value) = value {
            self.put(parameter, value);
        }
    }

    fn try_put(&mut self, parameter: &Parameter, json: &Json) -> Result<(), Vec<Fault>> {
        hold(parameter, json)?;
        match parameter.location {
            Location::Path => self.path.push((parameter.name, segment(style::write_path(parameter, json))?)),
            Location::Query => self.query.extend(style::write_query(parameter, json)?),
            Location::Cookie => self.cookies.extend(style::write_query(parameter, json)?),
            Location::Header => {
                if let Some((name, value)) = header(parameter, json)? {
                    self.request.headers.append(name, value);
                }
            }
        }
        Ok(())
    }

    /// A JSON body of this media type.
    pub fn json<T: Wire>(&mut self, media_type: &'static str, body: &T) {
        self.bytes(media_type, crate::to_vec(body));
    }

    /// A text body of this media type: the value is a string, or its JSON text.
    pub fn text<T: Wire>(&mut self, media_type: &'static str, body: &T) {
        self.bytes(media_type, style::plain(&body.write()));
    }

    /// A form.
    pub fn form<T: Wire>(&mut self, form: &Form, body: &T) {
        match form.write(&body.write()) {
            Ok(text) => self.bytes("application/x-www-form-urlencoded", text),
            Err(faults) => {
                self.violations.extend(faults.into_iter().map(|fault| Violation { place: Place::Body, fault }));
            }
        }
    }

    /// A form of parts.
    pub fn multipart(&mut self, body: &Multipart) {
        let (content_type, body) = body.write();
        self.bytes(&content_type, body);
    }

    /// A body that knows its own media type.
    pub fn raw(&mut self, body: &Raw) {
        self.bytes(body.content_type.as_deref().unwrap_or("application/octet-stream"), body.bytes.clone());
    }

    /// A body as it is.
    pub fn bytes(&mut self, media_type: &str, body: impl Into<Bytes>) {
        self.request.body = body.into();
        match HeaderValue::from_str(media_type) {
            Ok(value) => drop(self.request.headers.insert(CONTENT_TYPE, value)),
            Err(_) => {
                self.violations.push(Violation { place: Place::Body, fault: fault("mediaType", "is no media type") });
            }
        }
    }

    fn accept(&mut self, media_types: &[&str]) {
        if let Ok(value) = HeaderValue::from_str(&media_types.join(", "))
            && !media_types.is_empty()
        {
            self.request.headers.entry(ACCEPT).or_insert(value);
        }
    }

    fn finish(mut self, template: &str) -> Result<Request, Rejection> {
        if !self.violations.is_empty() {
            return Err(Rejection { violations: self.violations });
        }
        for piece in Template::of(template).pieces() {
            match piece {
                Piece::Text(text) => self.request.target.push_str(text),
                Piece::Name(name) => {
                    let value = self.path.iter().find(|(at, _)| *at == name);
                    self.request.target.push_str(value.map_or("", |(_, text)| text.as_str()));
                }
            }
        }
        let fixed = Template::query(template).map(str::to_owned);
        let query: Vec<String> = fixed.into_iter().chain(self.query).collect();
        if !query.is_empty() {
            self.request.target.push('?');
            self.request.target.push_str(&query.join("&"));
        }
        if !self.cookies.is_empty() {
            let cookies = HeaderValue::from_str(&self.cookies.join("; ")).expect("cookies are percent-encoded");
            self.request.headers.insert(COOKIE, cookies);
        }
        Ok(self.request)
    }
}

/// A path segment must not change what the path means (RFC 3986 §5.2.4).
fn segment(text: String) -> Result<String, Vec<Fault>> {
    match text.as_str() {
        "" => Err(vec![fault("path", "is empty, and would lead to another path")]),
        "." | ".." => Err(vec![fault("path", "is a dot segment, and would lead to another path")]),
        _ => Ok(text),
    }
}

/// A header with its value; none for an empty list.
pub(crate) fn header(parameter: &Parameter, json: &Json) -> Result<Option<(HeaderName, HeaderValue)>, Vec<Fault>> {
    let Some(text) = style::write_header(parameter, json)? else { return Ok(None) };
    let name = HeaderName::try_from(parameter.name).map_err(|_| vec![fault("header", "is no name of a header")])?;
    let value = HeaderValue::from_str(&text)
        .or_else(|_| HeaderValue::from_bytes(text.as_bytes()))
        .map_err(|_| vec![fault("header", "has a character that no header may have")])?;
    Ok(Some((name, value)))
}

/// Holds a value against the type of its schema, where it has a type of its own.
pub(crate) fn hold(parameter: &Parameter, json: &Json) -> Result<(), Vec<Fault>> {
    let Some(check) = parameter.check else { return Ok(()) };
    let against_schema = |json: &Json| {
        let mut reader = Reader::new(Mode::Strict);
        let held = check(json, &mut reader).then_some(());
        reader.finish(held).map_err(|Invalid { faults }| faults)
    };
    let text = style::plain(json);
    // A schema may call it a number: `Retry-After: 5`.
    against_schema(json).or_else(|faults| against_schema(&style::scalar(&text)).map_err(|_| faults)).or_else(|faults| {
        // A schema may describe an idempotency key as it is sent or as it is meant.
        let key = text.parse::<IdempotencyKey>().ok().filter(|_| parameter.is_idempotency_key());
        key.and_then(|key| against_schema(&Json::String(key.as_str().to_owned())).ok()).ok_or(faults)
    })
}

pub(crate) fn fault(keyword: &'static str, message: impl Into<String>) -> Fault {
    Fault { pointer: String::new(), keyword, message: message.into() }
}

/// Reads the parts of a request and collects what is wrong with them.
#[derive(Debug)]
pub struct RequestReader<'r> {
    path: Vec<(&'r str, &'r str)>,
    query: style::Pairs,
    cookies: style::Pairs,
    request: &'r Request,
    violations: Vec<Violation>,
}

impl<'r> RequestReader<'r> {
    fn new(template: &'r str, request: &'r Request) -> Self {
        let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
        let cookies = request.headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        Self {
            path: Template::of(template).capture(path).unwrap_or_default(),
            query: style::Pairs::query(query),
            cookies: style::Pairs::cookies(cookies),
            request,
            violations: Vec::new(),
        }
    }

    /// A parameter that must be there.
    pub fn required<T: Wire>(&mut self, parameter: &Parameter) -> Option<T> {
        let read = self.find(parameter).and_then(|json| match json {
            Some(json) => read_value(parameter, &json, Mode::Strict),
            None => missing(parameter),
        });
        self.note(parameter, read)
    }

    /// A parameter that may be absent.
    pub fn optional<T: Wire>(&mut self, parameter: &Parameter) -> Option<Option<T>> {
        let read = self.find(parameter).and_then(|json| match json {
            Some(json) => read_value(parameter, &json, Mode::Strict).map(Some),
            None => Ok(None),
        });
        self.note(parameter, read)
    }

    fn find(&mut self, parameter: &Parameter) -> Result<Option<Json>, Vec<Fault>> {
        match parameter.location {
            Location::Path => {
                let raw = self.path.iter().find(|(name, _)| *name == parameter.name);
                raw.map(|(_, raw)| style::read_path(parameter, raw)).transpose()
            }
            Location::Query => style::take_query(parameter, &mut self.query),
            Location::Cookie => style::take_query(parameter, &mut self.cookies),
            Location::Header => style::read_header(parameter, &self.request.headers),
        }
    }

    fn note<T>(&mut self, parameter: &Parameter, read: Result<T, Vec<Fault>>) -> Option<T> {
        let place = || Place::Parameter(parameter.location, parameter.name.to_owned());
        read.map_err(|faults| {
            self.violations.extend(faults.into_iter().map(|fault| Violation { place: place(), fault }));
        })
        .ok()
    }

    /// True if there is a body.
    pub fn has_body(&self) -> bool {
        !self.request.body.is_empty()
    }

    /// True if the body is of this media type or range.
    pub fn is(&self, range: &str) -> bool {
        self.request.media_type().is_some_and(|media_type| media_type.is(range))
    }

    /// A JSON body of this media type.
    pub fn json<T: Wire>(&mut self, media_type: &str) -> Option<T> {
        let body = self.body_of(media_type)?;
        self.note_body(crate::from_slice(body, Mode::Strict))
    }

    /// A text body of this media type: what its schema calls a string, or a number or boolean in words.
    pub fn text<T: Wire>(&mut self, media_type: &str) -> Option<T> {
        let body = self.body_of(media_type)?;
        self.note_body(text(body, Mode::Strict))
    }

    /// A form.
    pub fn form<T: Wire>(&mut self, form: &Form) -> Option<T> {
        let body = self.body_of("application/x-www-form-urlencoded")?;
        let read = form.read(body).map_err(|faults| Invalid { faults });
        self.note_body(read.and_then(|json| from_json(&json, Mode::Strict)))
    }

    /// A form of parts.
    pub fn multipart(&mut self) -> Option<Multipart> {
        let body = self.body_of("multipart/form-data")?;
        let read = Multipart::read(self.content_type().unwrap_or_default(), body);
        self.note_body(read)
    }

    /// A body of this media type as it is.
    pub fn bytes(&mut self, media_type: &str) -> Option<Bytes> {
        self.body_of(media_type).cloned()
    }

    /// The body as it is, with its media type.
    pub fn raw(&self) -> Option<Raw> {
        let content_type = self.content_type().map(str::to_owned);
        Some(Raw { content_type, bytes: self.request.body.clone() })
    }

    fn body_of(&mut self, media_type: &str) -> Option<&'r Bytes> {
        match self.is(media_type) {
            true => Some(&self.request.body),
            false => self.no_body(&[media_type]),
        }
    }

    /// The `Content-Type` as it was sent.
    pub fn content_type(&self) -> Option<&'r str> {
        self.request.headers.get(CONTENT_TYPE)?.to_str().ok()
    }

    /// Notes that the body must be there and is not, or is of none of the media types that the operation takes.
    pub fn no_body<T>(&mut self, media_types: &[&str]) -> Option<T> {
        let fault = match (self.has_body(), self.content_type()) {
            (false, _) => fault("required", "a body is required"),
            (true, Some(_)) => fault("mediaType", format!("must be {}", media_types.join(" or "))),
            (true, None) => fault("mediaType", format!("has no media type, and must be {}", media_types.join(" or "))),
        };
        self.violations.push(Violation { place: Place::Body, fault });
        None
    }

    /// Notes what is wrong with the body.
    pub fn note_body<T>(&mut self, read: Result<T, Invalid>) -> Option<T> {
        read.map_err(|Invalid { faults }| {
            self.violations.extend(faults.into_iter().map(|fault| Violation { place: Place::Body, fault }));
        })
        .ok()
    }
}

/// Reads the value of a parameter, and holds its text to its schema.
pub(crate) fn read_value<T: Wire>(parameter: &Parameter, json: &Json, mode: Mode) -> Result<T, Vec<Fault>> {
    let faults = |Invalid { faults }| faults;
    let value: T = match from_json(json, mode) {
        // What reads as a number may be meant as text.
        Err(invalid) if parameter.shape == super::Shape::Scalar => {
            from_json(&Json::String(style::plain(json)), mode).map_err(|_| faults(invalid))?
        }
        read => read.map_err(faults)?,
    };
    if mode == Mode::Strict {
        hold(parameter, &value.write())?;
    }
    Ok(value)
}

/// An empty list or object is written as nothing: there is no other way to say it.
pub(crate) fn missing<T: Wire>(parameter: &Parameter) -> Result<T, Vec<Fault>> {
    let empty = match parameter.shape {
        super::Shape::List(_) => Some(Json::Array(Vec::new())),
        super::Shape::Object { .. } => Some(Json::Object(crate::Members::new())),
        _ => None,
    };
    empty.and_then(|json| from_json(&json, Mode::Strict).ok()).ok_or_else(|| vec![fault("required", "is required")])
}

pub(crate) fn text<T: Wire>(body: &[u8], mode: Mode) -> Result<T, Invalid> {
    let text = std::str::from_utf8(body).map_err(|_| Invalid { faults: vec![fault("text", "is not UTF-8")] })?;
    from_json(&Json::String(text.to_owned()), mode)
        .or_else(|invalid| from_json(&style::scalar(text), mode).map_err(|_| invalid))
}
