//! `write-only-changed`: a property became or is no longer write-only.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::at_least(
    Kind::WriteOnlyChanged,
    PerSurface {
        http_request: Level::Safe,
        http_response: Level::Breaking,
        event: Level::Safe,
        snapshot: Level::Safe,
        cache: Level::Safe,
        workflow: Level::Safe,
        audit: Level::Safe,
    },
    include_str!("write_only_changed.md"),
);
