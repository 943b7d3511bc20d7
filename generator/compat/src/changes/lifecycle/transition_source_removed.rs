//! `transition-source-removed`: a transition may no longer start in a state.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::TransitionSourceRemoved,
    PerSurface {
        http_request: Level::Breaking,
        http_response: Level::Review,
        event: Level::Review,
        snapshot: Level::Review,
        cache: Level::Review,
        workflow: Level::Breaking,
        audit: Level::Review,
    },
    include_str!("transition_source_removed.md"),
);
