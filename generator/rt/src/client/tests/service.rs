//! A service in memory that answers what it is told to.

use crate::client::{Body, Failure, Transport, TransportError};
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Response};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::Instant;

#[derive(Debug, Clone)]
pub(super) enum Reply {
    Fails(Failure),
    /// The head arrives, and half of the body.
    Cut,
    Hangs,
    Answers(Response<Bytes>),
}

impl Reply {
    pub(super) fn status(status: u16) -> Self {
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = status.try_into().unwrap();
        Reply::Answers(response)
    }

    pub(super) fn header(mut self, name: &'static str, value: &'static str) -> Self {
        if let Reply::Answers(response) = &mut self {
            response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        self
    }

    pub(super) fn json(self, text: &'static str) -> Self {
        self.header("content-type", "application/json; charset=utf-8").body(text)
    }

    pub(super) fn body(mut self, text: &'static str) -> Self {
        if let Reply::Answers(response) = &mut self {
            *response.body_mut() = Bytes::from_static(text.as_bytes());
        }
        self
    }
}

#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub(super) uri: http::Uri,
    pub(super) headers: http::HeaderMap,
    pub(super) body: Bytes,
    at: Instant,
}

#[derive(Debug, Clone)]
pub(super) struct Service(Arc<Mutex<(VecDeque<Reply>, Vec<Seen>)>>);

impl Service {
    pub(super) fn of(replies: impl IntoIterator<Item = Reply>) -> Self {
        Self(Arc::new(Mutex::new((replies.into_iter().collect(), Vec::new()))))
    }

    pub(super) fn seen(&self) -> Vec<Seen> {
        self.0.lock().unwrap().1.clone()
    }

    pub(super) fn waits(&self) -> Vec<Duration> {
        self.seen().windows(2).map(|pair| pair[1].at - pair[0].at).collect()
    }
}

/// Pieces of a body, the last of which may be a failure.
pub(super) struct Pieces(VecDeque<Option<Bytes>>);

impl Body for Pieces {
    async fn chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        match self.0.pop_front() {
            Some(None) => Err(TransportError::new(Failure::Cut, "cut")),
            Some(piece) => Ok(piece),
            None => Ok(None),
        }
    }
}

impl Transport for Service {
    type Body = Pieces;

    async fn send(&self, request: Request<Bytes>) -> Result<Response<Pieces>, TransportError> {
        let reply = {
            let (replies, seen) = &mut *self.0.lock().unwrap();
            let (parts, body) = request.into_parts();
            seen.push(Seen { uri: parts.uri, headers: parts.headers, body, at: Instant::now() });
            replies.pop_front().expect("there is a reply for each request")
        };
        match reply {
            Reply::Fails(failure) => Err(TransportError::new(failure, "told to fail")),
            Reply::Cut => Ok(Response::new(Pieces([Some(Bytes::from_static(b"{\"half")), None].into()))),
            Reply::Hangs => std::future::pending().await,
            Reply::Answers(response) => Ok(response.map(|body| {
                let (head, tail) = (body.slice(..body.len() / 2), body.slice(body.len() / 2..));
                Pieces([Some(head), Some(tail)].into())
            })),
        }
    }
}
