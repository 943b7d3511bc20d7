//! When two values of the vocabulary say the same.

use serde_json::Value;
use stipula_source::Node;

/// The lists that are sets: who may, what is listed, what together makes a key unique. The order of others counts.
const SETS: [&str; 14] = [
    "x-audience",
    "x-consumers",
    "x-error-codes",
    "x-extensible-enum",
    "actors",
    "dedupKey",
    "emits",
    "evidence",
    "failures",
    "fingerprint",
    "from",
    "permissions",
    "roles",
    "scope",
];

/// True if the values under a key say the same.
pub(super) fn same_meaning(key: &str, old: Option<Node<'_>>, new: Option<Node<'_>>) -> bool {
    match (old, new) {
        (Some(old), Some(new)) => normal(key, old.to_json()) == normal(key, new.to_json()),
        (old, new) => old.is_none() && new.is_none(),
    }
}

fn normal(key: &str, value: Value) -> Value {
    match value {
        Value::Array(items) => {
            let mut items: Vec<Value> = items.into_iter().map(|item| normal("", item)).collect();
            if SETS.contains(&key) {
                items.sort_by_cached_key(Value::to_string);
                items.dedup();
            }
            Value::Array(items)
        }
        Value::Object(members) => {
            let members = members.into_iter().map(|(name, value)| {
                let value = normal(&name, value);
                (name, value)
            });
            Value::Object(members.collect())
        }
        scalar => scalar,
    }
}
