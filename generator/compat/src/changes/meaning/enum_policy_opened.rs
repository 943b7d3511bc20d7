//! `enum-policy-opened`: readers must expect unknown values.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::EnumPolicyOpened,
    PerSurface {
        http_request: Level::Safe,
        http_response: Level::Risky,
        event: Level::Risky,
        snapshot: Level::Review,
        cache: Level::Review,
        workflow: Level::Review,
        audit: Level::Review,
    },
    include_str!("enum_policy_opened.md"),
);
