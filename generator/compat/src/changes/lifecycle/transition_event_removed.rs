//! `transition-event-removed`: a transition no longer produces an event.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::TransitionEventRemoved,
    PerSurface {
        http_request: Level::Safe,
        http_response: Level::Safe,
        event: Level::Breaking,
        snapshot: Level::Safe,
        cache: Level::Safe,
        workflow: Level::Breaking,
        audit: Level::Safe,
    },
    include_str!("transition_event_removed.md"),
);
