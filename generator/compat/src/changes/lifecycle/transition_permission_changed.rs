//! `transition-permission-changed`: a transition needs another permission.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::TransitionPermissionChanged,
    PerSurface {
        http_request: Level::Breaking,
        http_response: Level::Review,
        event: Level::Review,
        snapshot: Level::Review,
        cache: Level::Review,
        workflow: Level::Breaking,
        audit: Level::Review,
    },
    include_str!("transition_permission_changed.md"),
);
