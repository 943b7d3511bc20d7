//! One call: what checks and handlers know about it.

use super::{CORRELATION_ID, OperationInfo, ServiceInfo, correlation};
use crate::Json;
use crate::http::{Answer, Bytes, HeaderMap, HeaderValue, Method, Template};
use ::http::Uri;
use axum::body::Body;
use axum::extract::{OriginalUri, Request};
use std::fmt::Write as _;

/// A call as it came in: what every check can see.
#[derive(Debug)]
pub struct Call {
    /// The service.
    pub service: &'static ServiceInfo,
    /// The operation; none where the path or the method is unknown.
    pub info: Option<&'static OperationInfo>,
    /// The method.
    pub method: Method,
    /// The address as it was sent.
    pub uri: Uri,
    /// The path below the service, percent-encoded.
    pub path: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; empty until it was read.
    pub body: Bytes,
    /// The identifier of the journey: the one that was sent, or one that the service made.
    pub correlation_id: String,
}

impl Call {
    /// A call, and its body that was not read yet.
    pub(super) fn of(service: &'static ServiceInfo, request: Request) -> (Self, Body) {
        let (mut head, body) = request.into_parts();
        let uri = head.extensions.remove::<OriginalUri>().map_or_else(|| head.uri.clone(), |OriginalUri(uri)| uri);
        let (method, path, headers) = (head.method, head.uri.path().to_owned(), head.headers);
        let correlation_id = correlation::correlation_id(&headers);
        (Self { service, info: None, method, uri, path, headers, body: Bytes::new(), correlation_id }, body)
    }

    /// Writes the identifier of the journey on an answer.
    pub(super) fn sign(&self, mut answer: Answer) -> Answer {
        if let Ok(id) = HeaderValue::from_str(&self.correlation_id) {
            answer.headers.insert(CORRELATION_ID, id);
        }
        answer
    }

    /// What stands at a name of the path template, decoded.
    pub fn path_parameter(&self, name: &str) -> Option<String> {
        self.path_parameters().into_iter().find(|(at, _)| *at == name).map(|(_, value)| value)
    }

    /// What stands at the names of the path template, decoded, in the order of the path.
    pub fn path_parameters(&self) -> Vec<(&'static str, String)> {
        let captured = self.info.and_then(|info| Template::of(info.path).capture(&self.path));
        captured.unwrap_or_default().into_iter().map(|(name, raw)| (name, decode(raw))).collect()
    }

    /// A header that is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The token of `Authorization: Bearer …` (RFC 6750 §2.1).
    pub fn bearer(&self) -> Option<&str> {
        let (scheme, token) = self.header("authorization")?.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim()).filter(|token| !token.is_empty())
    }

    /// The body as JSON, if it is JSON.
    pub fn json(&self) -> Option<Json> {
        Json::parse(&self.body).ok()
    }

    /// The path that was called, as a URI reference (RFC 3986 §4.1).
    pub(super) fn instance(&self) -> String {
        let mut out = String::new();
        for byte in self.uri.path().bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(byte.into()),
                _ if b"/%-._~!$&'()*+,;=:@".contains(&byte) => out.push(byte.into()),
                _ => drop(write!(out, "%{byte:02X}")),
            }
        }
        out
    }
}

/// Undoes percent-encoding (RFC 3986 §2.1); what is not encoded properly stands for itself.
pub(super) fn decode(raw: &str) -> String {
    let bytes = raw.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let pair = raw.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// What a handler knows beside the request.
#[derive(Debug)]
pub struct Context<C = (), U = ()> {
    /// Who calls.
    pub caller: C,
    /// What [`Idempotency::claim`](super::Idempotency::claim) opened for the command, such as a transaction.
    pub unit: U,
    /// The claim on the idempotency key, where the operation declares one.
    pub claim: Option<super::Claim>,
    /// The identifier of the journey; the service sends it with every answer.
    pub correlation_id: String,
    /// The operation.
    pub info: &'static OperationInfo,
    /// The address as it was sent.
    pub uri: Uri,
    /// The headers.
    pub headers: HeaderMap,
}
