//! Claims on idempotency keys, and fingerprints of requests (API and event design §7).

use super::{Call, IdempotencyPolicy, Reason, Refusal};
use crate::Json;
use crate::http::IdempotencyKey;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::time::Duration;

/// A claim on an idempotency key. Beside what is here, a key belongs to the tenant of the caller.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Claim {
    /// The key as it was meant: without the quotes of a quoted string.
    pub key: String,
    /// The command that it is a key for.
    pub command: &'static str,
    /// The entity that the path names; empty for a new one.
    pub entity: String,
    /// SHA-256 of the request, in hexadecimal digits: equal requests have equal fingerprints.
    pub fingerprint: String,
    /// How long the key is kept.
    pub retention: Duration,
}

impl Claim {
    /// The claim of a call whose operation declares this policy. A call without a key, where it may be without, has one
    /// that nobody else has.
    pub(super) fn of(call: &Call, policy: &'static IdempotencyPolicy) -> Result<Self, Refusal> {
        let key = match call.header(policy.header) {
            Some(sent) => sent.parse::<IdempotencyKey>().map_err(|_| malformed(policy))?.as_str().to_owned(),
            None if policy.required => return Err(missing(policy)),
            None => super::correlation::new(),
        };
        let parameters = call.path_parameters();
        let entity: Vec<&str> = parameters.iter().map(|(_, value)| value.as_str()).collect();
        Ok(Self {
            key,
            command: call.info.map_or("", |info| info.command()),
            entity: entity.join("/"),
            fingerprint: fingerprint(call, policy.fingerprint),
            retention: policy.retention,
        })
    }
}

/// The refusal of a command without a key.
pub(super) fn missing(policy: &IdempotencyPolicy) -> Refusal {
    Refusal::new(Reason::KeyMissing).message(format!("The {} header is missing.", policy.header))
}

fn malformed(policy: &IdempotencyPolicy) -> Refusal {
    Refusal::new(Reason::Invalid).message(format!("The {} header is neither a key nor a quoted key.", policy.header))
}

/// SHA-256 over the parts of a request that must be equal in a repetition, each with its name and length.
fn fingerprint(call: &Call, parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        let bytes = match *part {
            "method" => call.method.as_str().into(),
            "path" => call.path.split('/').map(super::call::decode).collect::<Vec<_>>().join("\n").into_bytes(),
            "query" => call.uri.query().unwrap_or_default().into(),
            "body" => body(call),
            header => call.header(header).unwrap_or_default().into(),
        };
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(&bytes);
    }
    hash.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// JSON with its members in order, so that spaces and the order of members do not matter; anything else as it is.
fn body(call: &Call) -> Vec<u8> {
    match call.json() {
        Some(json) => ordered(json).to_vec(),
        None => call.body.to_vec(),
    }
}

fn ordered(json: Json) -> Json {
    match json {
        Json::Array(items) => Json::Array(items.into_iter().map(ordered).collect()),
        Json::Object(members) => {
            let mut members: Vec<_> = members.into_iter().map(|(name, value)| (name, ordered(value))).collect();
            members.sort_by(|(a, _), (b, _)| a.cmp(b));
            Json::Object(members.into_iter().collect())
        }
        other => other,
    }
}
