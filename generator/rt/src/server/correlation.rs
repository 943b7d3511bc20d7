//! Identifiers of journeys (API and event design §12).

use crate::http::{HeaderMap, HeaderName};
use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// The header that carries it.
pub const CORRELATION_ID: HeaderName = HeaderName::from_static("correlation-id");

/// The identifier that was sent, or a new one where none was sent that can be logged and sent on.
pub(super) fn correlation_id(headers: &HeaderMap) -> String {
    let sent = headers.get(CORRELATION_ID).and_then(|value| value.to_str().ok());
    sent.filter(|id| is_valid(id)).map_or_else(new, str::to_owned)
}

fn is_valid(id: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._:-".contains(&byte);
    (1..=128).contains(&id.len()) && id.bytes().all(plain)
}

/// Unique, and not to be guessed from others; nobody's rights depend on it.
pub(super) fn new() -> String {
    static KEYS: LazyLock<[RandomState; 2]> = LazyLock::new(|| [RandomState::new(), RandomState::new()]);
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let [high, low] = [0, 1].map(|n| KEYS[n].hash_one((count, std::process::id())));
    format!("{high:016x}{low:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_that_was_sent_is_kept() {
        let headers = HeaderMap::from_iter([(CORRELATION_ID, "journey-789".parse().unwrap())]);
        assert_eq!(correlation_id(&headers), "journey-789");
    }

    #[test]
    fn what_cannot_be_logged_is_replaced() {
        for sent in ["", "a b", "é", &"x".repeat(129)] {
            let headers = HeaderMap::from_iter([(CORRELATION_ID, sent.parse().unwrap())]);
            let id = correlation_id(&headers);
            assert!(is_valid(&id) && id != sent, "{sent:?} became {id:?}");
        }
    }

    #[test]
    fn new_identifiers_differ() {
        assert_ne!(new(), new());
    }
}
