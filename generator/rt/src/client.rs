//! Clients: what happens between a request and its outcome.
//!
//! ```text
//! operation ─► Request ─► attempt ─► Answer ─► outcome
//!                          ▲    │
//!                          └────┘  only what may be repeated, with the same bytes and the same idempotency key
//! ```
//!
//! A generated client is a thin face of [`Client`]: a method per operation. What the service says is an outcome, whatever
//! its status; a [`CallError`] means that there is none.

mod base;
mod call;
mod credentials;
mod error;
mod follow;
mod pages;
mod reqwest;
mod retry;
mod transport;

pub use base::{BaseUrl, InvalidBaseUrl};
pub use credentials::{Bearer, Credentials, Keys, Secret};
pub use error::{CallError, PageError};
pub use pages::{Items, Paged, Pages, carry, is_empty};
pub use reqwest::Reqwest;
pub use retry::Retry;
pub use transport::{Body, Failure, Sent, Transport, TransportError};

use crate::Mode;
use std::sync::Arc;
use std::time::Duration;

/// Calls operations of one service.
#[derive(Debug, Clone)]
pub struct Client<T = Reqwest> {
    transport: T,
    base: BaseUrl,
    credentials: Option<Arc<dyn Credentials>>,
    limits: Limits,
    retry: Retry,
    mode: Mode,
}

/// What a call may take (API and event design §24).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Limits {
    call: Duration,
    attempt: Duration,
    body: usize,
    pages: usize,
}

impl Client<Reqwest> {
    /// A client over reqwest.
    ///
    /// # Errors
    /// A base URL that is none.
    pub fn new(base: &str) -> Result<Self, InvalidBaseUrl> {
        Self::over(Reqwest::new(), base)
    }
}

impl<T: Transport> Client<T> {
    /// A client over a transport of your own. It reads as consumers do (Schema-first contracts §30): new members and new
    /// values of open enums do not break it.
    ///
    /// # Errors
    /// A base URL that is none.
    pub fn over(transport: T, base: &str) -> Result<Self, InvalidBaseUrl> {
        let limits =
            Limits { call: Duration::from_mins(1), attempt: Duration::from_secs(15), body: 16 << 20, pages: 10_000 };
        let (base, retry) = (base.parse()?, Retry::default());
        Ok(Self { transport, base, credentials: None, limits, retry, mode: Mode::Tolerant })
    }

    /// With credentials for what operations ask for.
    #[must_use]
    pub fn credentials(mut self, credentials: impl Credentials + 'static) -> Self {
        self.credentials = Some(Arc::new(credentials));
        self
    }

    /// A call ends after this time, its repetitions included; 60 seconds unless said otherwise.
    #[must_use]
    pub fn timeout(mut self, call: Duration) -> Self {
        self.limits.call = call;
        self
    }

    /// One attempt ends after this time, its body included; 15 seconds unless said otherwise.
    #[must_use]
    pub fn attempt_timeout(mut self, attempt: Duration) -> Self {
        self.limits.attempt = attempt;
        self
    }

    /// The largest body that is read; 16 MiB unless said otherwise.
    #[must_use]
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.limits.body = bytes;
        self
    }

    /// The most pages that one stream reads; 10,000 unless said otherwise.
    #[must_use]
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.limits.pages = pages;
        self
    }

    /// How often and when a request is repeated.
    #[must_use]
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// Reads answers exactly as the contract says, for tests of a service.
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.mode = Mode::Strict;
        self
    }
}

#[cfg(test)]
mod tests;
