//! `security-removed`: an operation no longer asks for authentication.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::SecurityRemoved,
    PerSurface {
        http_request: Level::Review,
        http_response: Level::Breaking,
        event: Level::Breaking,
        snapshot: Level::Breaking,
        cache: Level::Breaking,
        workflow: Level::Breaking,
        audit: Level::Breaking,
    },
    include_str!("security_removed.md"),
);
