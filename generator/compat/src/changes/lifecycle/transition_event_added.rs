//! `transition-event-added`: a transition produces another event.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::TransitionEventAdded,
    PerSurface {
        http_request: Level::Safe,
        http_response: Level::Safe,
        event: Level::Review,
        snapshot: Level::Safe,
        cache: Level::Safe,
        workflow: Level::Review,
        audit: Level::Safe,
    },
    include_str!("transition_event_added.md"),
);
