//! `transition-source-added`: a transition may start in another state.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::TransitionSourceAdded,
    PerSurface {
        http_request: Level::Safe,
        http_response: Level::Review,
        event: Level::Review,
        snapshot: Level::Review,
        cache: Level::Review,
        workflow: Level::Review,
        audit: Level::Review,
    },
    include_str!("transition_source_added.md"),
);
