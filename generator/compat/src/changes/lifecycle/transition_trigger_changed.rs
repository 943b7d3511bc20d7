//! `transition-trigger-changed`: a transition is triggered by something else.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::TransitionTriggerChanged,
    PerSurface {
        http_request: Level::Breaking,
        http_response: Level::Review,
        event: Level::Review,
        snapshot: Level::Review,
        cache: Level::Review,
        workflow: Level::Breaking,
        audit: Level::Review,
    },
    include_str!("transition_trigger_changed.md"),
);
