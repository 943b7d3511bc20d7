//! Idempotency keys in memory.

use super::{Claim, Claimed, Refusal};
use crate::http::Answer;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Idempotency keys of one process, for tests and for services whose state is lost with the process as well.
///
/// It holds a limited number: when it is full of keys that are still kept, it refuses instead of forgetting.
#[derive(Debug)]
pub struct Keys {
    most: usize,
    entries: Mutex<HashMap<Id, Entry>>,
}

/// Tenant, command, entity and key (API and event design §7.4).
type Id = (String, &'static str, String, String);

#[derive(Debug)]
struct Entry {
    fingerprint: String,
    since: Instant,
    retention: Duration,
    /// None while the work goes on.
    answer: Option<Answer>,
}

impl Keys {
    /// At most this many keys.
    pub fn new(most: usize) -> Self {
        Self { most, entries: Mutex::default() }
    }

    /// Claims a key of a tenant.
    ///
    /// # Errors
    /// When it is full.
    pub fn claim(&self, tenant: &str, claim: &Claim) -> Result<Claimed<()>, Refusal> {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        if let Some(entry) = entries.get(&id(tenant, claim)) {
            return Ok(match &entry.answer {
                Some(_) if now.duration_since(entry.since) >= entry.retention => Claimed::Expired,
                _ if entry.fingerprint != claim.fingerprint => Claimed::Reused,
                Some(answer) => Claimed::Replay(answer.clone()),
                None => Claimed::InProgress(Duration::from_secs(1)),
            });
        }
        if entries.len() >= self.most {
            // That a key has expired is remembered for as long again as it was kept.
            entries.retain(|_, entry| entry.answer.is_none() || now.duration_since(entry.since) < entry.retention * 2);
        }
        if entries.len() >= self.most {
            return Err(Refusal::unavailable(Duration::from_mins(1)));
        }
        let (fingerprint, retention) = (claim.fingerprint.clone(), claim.retention);
        entries.insert(id(tenant, claim), Entry { fingerprint, since: now, retention, answer: None });
        Ok(Claimed::Fresh(()))
    }

    /// Stores an answer.
    pub fn complete(&self, tenant: &str, claim: &Claim, answer: &Answer) {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = entries.get_mut(&id(tenant, claim)) {
            entry.answer = Some(answer.clone());
        }
    }

    /// Gives a key back.
    pub fn abandon(&self, tenant: &str, claim: &Claim) {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).remove(&id(tenant, claim));
    }
}

fn id(tenant: &str, claim: &Claim) -> Id {
    (tenant.to_owned(), claim.command, claim.entity.clone(), claim.key.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(key: &str, fingerprint: &str, retention: u64) -> Claim {
        let (key, fingerprint) = (key.to_owned(), fingerprint.to_owned());
        Claim { key, command: "pay", entity: String::new(), fingerprint, retention: Duration::from_secs(retention) }
    }

    fn answer() -> Answer {
        Answer { status: http::StatusCode::OK, headers: http::HeaderMap::new(), body: "done".into() }
    }

    #[test]
    fn one_of_two_callers_does_the_work_and_the_other_gets_its_answer() {
        let (keys, claim) = (Keys::new(10), claim("k", "a", 60));
        assert!(matches!(keys.claim("t", &claim), Ok(Claimed::Fresh(()))));
        assert!(matches!(keys.claim("t", &claim), Ok(Claimed::InProgress(_))));
        keys.complete("t", &claim, &answer());
        assert!(matches!(keys.claim("t", &claim), Ok(Claimed::Replay(stored)) if stored == answer()));
    }

    #[test]
    fn another_request_with_the_key_is_told_apart_and_another_tenant_has_keys_of_its_own() {
        let keys = Keys::new(10);
        assert!(matches!(keys.claim("t", &claim("k", "a", 60)), Ok(Claimed::Fresh(()))));
        assert!(matches!(keys.claim("t", &claim("k", "b", 60)), Ok(Claimed::Reused)));
        assert!(matches!(keys.claim("u", &claim("k", "b", 60)), Ok(Claimed::Fresh(()))));
    }

    #[test]
    fn an_abandoned_key_is_free_and_an_expired_one_is_not() {
        let (keys, claim) = (Keys::new(10), claim("k", "a", 0));
        assert!(matches!(keys.claim("t", &claim), Ok(Claimed::Fresh(()))));
        keys.abandon("t", &claim);
        assert!(matches!(keys.claim("t", &claim), Ok(Claimed::Fresh(()))));
        keys.complete("t", &claim, &answer());
        assert!(matches!(keys.claim("t", &claim), Ok(Claimed::Expired)));
    }

    #[test]
    fn keys_that_are_kept_are_never_forgotten() {
        let keys = Keys::new(1);
        assert!(matches!(keys.claim("t", &claim("k", "a", 60)), Ok(Claimed::Fresh(()))));
        assert!(keys.claim("t", &claim("l", "a", 60)).is_err());
    }
}
