//! What carries requests.

use bytes::Bytes;
use http::{Request, Response};
use std::error::Error;
use std::fmt;
use std::future::Future;

/// Sends one request and returns what comes back, without following redirections and without repeating anything.
pub trait Transport: Send + Sync {
    /// The body of an answer, piece by piece.
    type Body: Body;

    /// Sends a request with an absolute URL.
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> impl Future<Output = Result<Response<Self::Body>, TransportError>> + Send;
}

impl<T: Transport> Transport for std::sync::Arc<T> {
    type Body = T::Body;

    fn send(
        &self,
        request: Request<Bytes>,
    ) -> impl Future<Output = Result<Response<Self::Body>, TransportError>> + Send {
        self.as_ref().send(request)
    }
}

/// A body that arrives in pieces, so that a limit can end it.
pub trait Body: Send {
    /// The next piece; `None` at the end.
    fn chunk(&mut self) -> impl Future<Output = Result<Option<Bytes>, TransportError>> + Send;
}

impl Body for Option<Bytes> {
    async fn chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        Ok(self.take())
    }
}

/// Why a transport brought nothing back.
#[derive(Debug)]
pub struct TransportError {
    /// What failed.
    pub failure: Failure,
    /// Why.
    pub source: Box<dyn Error + Send + Sync>,
}

/// What a transport failed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// Nothing was sent: no address, no connection, no TLS.
    Connect,
    /// The connection ended before the answer did; what became of the request is unknown.
    Cut,
    /// It would fail again.
    Final,
}

/// Whether a failed request may have reached the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// It did not: nothing happened.
    No,
    /// Nobody knows.
    Perhaps,
}

impl TransportError {
    /// A failure and its reason.
    pub fn new(failure: Failure, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { failure, source: source.into() }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.failure {
            Failure::Connect => "no connection to the service",
            Failure::Cut => "the connection was cut",
            Failure::Final => "the request could not be sent",
        })
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self.source.as_ref())
    }
}
