//! `x-idempotency`: in which scope a key is unique, what is compared, and how long it is kept.

use super::Member;
use crate::{Fact, Kind};
use stipula_source::Node;

/// The members that say for how long, and what happens afterwards.
const EXPIRY: [&str; 4] = ["expired", "expiry", "retention", "ttl"];

/// Safe to repeat, no longer safe to repeat, or safe in another way.
pub(super) fn judge(member: &Member<'_>, facts: &mut Vec<Fact>) {
    let is_safe = |node: Option<Node<'_>>| node.is_some_and(|node| node.as_bool() != Some(false) && !node.is_null());
    match (is_safe(member.old), is_safe(member.new)) {
        (false, true) => facts.push(member.fact(Kind::IdempotencyAdded)),
        (true, false) => facts.push(member.fact(Kind::IdempotencyRemoved)),
        (false, false) => {}
        (true, true) => match member.differing() {
            Some(names) => facts.extend(names.into_iter().map(|name| member.inner(kind_of(name), name))),
            None => facts.push(member.fact(Kind::IdempotencyScopeChanged)),
        },
    }
}

fn kind_of(name: &str) -> Kind {
    if EXPIRY.contains(&name) { Kind::IdempotencyExpiryChanged } else { Kind::IdempotencyScopeChanged }
}
