//! Why a call has no outcome.

use super::TransportError;
use crate::Invalid;
use crate::http::{HeaderMap, Misfit, Rejection, StatusCode};
use std::error::Error;
use std::fmt;
use std::time::Duration;

/// Why a call has no outcome. What the service answered is kept wherever there was an answer.
#[derive(Debug)]
#[non_exhaustive]
pub enum CallError {
    /// The request cannot be written as the contract wants it; nothing was sent.
    Request(Rejection),
    /// There is no credential that the operation takes; nothing was sent.
    Credentials(Box<dyn Error + Send + Sync>),
    /// Nothing came back.
    Transport {
        /// How often it was tried.
        attempts: u32,
        /// What failed at last.
        source: TransportError,
    },
    /// Time was up; what became of the request is unknown.
    Timeout {
        /// How often it was tried.
        attempts: u32,
        /// The time that was up.
        after: Duration,
    },
    /// The body is larger than the client reads.
    TooLarge {
        /// The most bytes that it reads.
        limit: usize,
        /// The status of the answer.
        status: StatusCode,
        /// The headers of the answer.
        headers: Box<HeaderMap>,
    },
    /// The answer's status is declared, and what it carries does not fit.
    Invalid(Box<Misfit>),
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CallError::Request(rejection) => write!(f, "the request does not fit its contract: {rejection}"),
            CallError::Credentials(_) => f.write_str("there is no credential that the operation takes"),
            CallError::Transport { attempts: 1, source } => write!(f, "{source}"),
            CallError::Transport { attempts, source } => write!(f, "{source}, {attempts} times"),
            CallError::Timeout { after, .. } => write!(f, "no answer within {after:?}"),
            CallError::TooLarge { limit, status, .. } => {
                write!(f, "the answer with status {} is larger than {limit} bytes", status.as_u16())
            }
            CallError::Invalid(misfit) => write!(f, "{misfit}"),
        }
    }
}

impl Error for CallError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            CallError::Credentials(source) => Some(source.as_ref()),
            CallError::Transport { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// Why a stream of pages ended early.
#[derive(Debug)]
#[non_exhaustive]
pub enum PageError<Outcome> {
    /// A page could not be fetched.
    Call(CallError),
    /// The service answered with something other than a page.
    Outcome(Outcome),
    /// The service named a page a second time: the stream would never end.
    Loop,
    /// There are more pages than the client reads.
    TooMany {
        /// The most pages that it reads.
        limit: usize,
    },
    /// The page names a next one in a way that its own request does not take.
    Cursor(Invalid),
}

impl<Outcome> fmt::Display for PageError<Outcome> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PageError::Call(error) => write!(f, "{error}"),
            PageError::Outcome(_) => f.write_str("the service did not answer with a page"),
            PageError::Loop => f.write_str("the service named a page twice"),
            PageError::TooMany { limit } => write!(f, "there are more than {limit} pages"),
            PageError::Cursor(invalid) => write!(f, "the name of the next page does not fit: {invalid}"),
        }
    }
}

impl<Outcome: fmt::Debug> Error for PageError<Outcome> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            PageError::Call(error) => Some(error),
            PageError::Cursor(invalid) => Some(invalid),
            _ => None,
        }
    }
}
