//! `guard-added`: a transition got a guard.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::GuardAdded,
    PerSurface {
        http_request: Level::Breaking,
        http_response: Level::Review,
        event: Level::Safe,
        snapshot: Level::Review,
        cache: Level::Review,
        workflow: Level::Breaking,
        audit: Level::Review,
    },
    include_str!("guard_added.md"),
);
