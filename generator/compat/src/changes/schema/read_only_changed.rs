//! `read-only-changed`: a property became or is no longer read-only.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::at_least(
    Kind::ReadOnlyChanged,
    PerSurface {
        http_request: Level::Breaking,
        http_response: Level::Safe,
        event: Level::Safe,
        snapshot: Level::Safe,
        cache: Level::Safe,
        workflow: Level::Safe,
        audit: Level::Safe,
    },
    include_str!("read_only_changed.md"),
);
