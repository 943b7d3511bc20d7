//! `transition-idempotency-changed`: a repeated transition is recognised in another way.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::TransitionIdempotencyChanged,
    PerSurface {
        http_request: Level::Breaking,
        http_response: Level::Review,
        event: Level::Review,
        snapshot: Level::Safe,
        cache: Level::Safe,
        workflow: Level::Breaking,
        audit: Level::Safe,
    },
    include_str!("transition_idempotency_changed.md"),
);
