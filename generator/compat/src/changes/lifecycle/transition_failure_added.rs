//! `transition-failure-added`: a transition can be refused with another code.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::TransitionFailureAdded,
    PerSurface {
        http_request: Level::Review,
        http_response: Level::Review,
        event: Level::Safe,
        snapshot: Level::Safe,
        cache: Level::Safe,
        workflow: Level::Review,
        audit: Level::Safe,
    },
    include_str!("transition_failure_added.md"),
);
