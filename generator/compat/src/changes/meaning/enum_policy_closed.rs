//! `enum-policy-closed`: readers need no longer expect unknown values.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::EnumPolicyClosed,
    PerSurface {
        http_request: Level::Review,
        http_response: Level::Safe,
        event: Level::Review,
        snapshot: Level::Review,
        cache: Level::Review,
        workflow: Level::Review,
        audit: Level::Review,
    },
    include_str!("enum_policy_closed.md"),
);
