//! When a request is sent again.

use super::{Failure, TransportError};
use crate::http::{Answer, Repeat, Request, RetryAfter, StatusCode, header};
use std::time::{Duration, SystemTime};

/// How often and when a request is repeated: exponentially later, up to a cap, each time at a random moment of the
/// interval, so that clients that failed together do not come back together.
///
/// Only what may be repeated is: safe and idempotent methods, and requests with an idempotency key.
#[derive(Debug, Clone, Copy)]
pub struct Retry {
    /// The most attempts, the first included.
    pub attempts: u32,
    /// The longest wait before the second attempt.
    pub first: Duration,
    /// The longest wait before any attempt.
    pub longest: Duration,
    /// A `Retry-After` beyond this ends the call with the answer that asked for it.
    pub longest_asked: Duration,
    /// A number from 0 to 1.
    pub jitter: fn() -> f64,
    /// The time of day, which a `Retry-After` with a date is held against.
    pub now: fn() -> SystemTime,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            attempts: 4,
            first: Duration::from_millis(200),
            longest: Duration::from_secs(5),
            longest_asked: Duration::from_secs(30),
            jitter: random,
            now: SystemTime::now,
        }
    }
}

impl Retry {
    /// Nothing is repeated.
    pub fn never() -> Self {
        Self { attempts: 1, ..Self::default() }
    }

    /// The wait after an attempt, counted from 1 (exponential backoff with full jitter).
    pub(super) fn backoff(&self, attempt: u32) -> Duration {
        let doubled = self.first.saturating_mul(1_u32.checked_shl(attempt - 1).unwrap_or(u32::MAX));
        doubled.min(self.longest).mul_f64((self.jitter)().clamp(0.0, 1.0))
    }

    /// How long to wait because an answer asks for it; `None` if the answer is an outcome.
    pub(super) fn asked(&self, answer: &Answer, repeat: Repeat, attempt: u32) -> Option<Duration> {
        let later = match answer.status {
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => true,
            // The first request with this key is still running (draft-ietf-httpapi-idempotency-key-header-07 §2.6).
            StatusCode::CONFLICT => matches!(repeat, Repeat::Keyed(_)),
            _ => false,
        };
        let asked = answer.headers.get(header::RETRY_AFTER).filter(|_| later)?;
        let asked = asked.to_str().ok()?.parse::<RetryAfter>().ok()?.wait((self.now)());
        (attempt < self.attempts && asked <= self.longest_asked).then(|| asked + self.backoff(1))
    }

    /// True if an attempt that brought nothing back is followed by another one.
    pub(super) fn again(&self, error: &TransportError, attempt: u32) -> bool {
        attempt < self.attempts && error.failure != Failure::Final
    }

    /// This, unless the request must not be repeated.
    pub(super) fn fit_for(self, repeat: Repeat, request: &Request) -> Self {
        let may = match repeat {
            Repeat::Safe | Repeat::Idempotent => true,
            Repeat::Keyed(name) => request.headers.contains_key(name),
            Repeat::Never => false,
        };
        if may { self } else { Self { attempts: 1, ..self } }
    }
}

fn random() -> f64 {
    let mut bytes = [0; 4];
    match getrandom::fill(&mut bytes) {
        Ok(()) => f64::from(u32::from_be_bytes(bytes)) / f64::from(u32::MAX),
        Err(_) => 1.0,
    }
}
