//! `security-alternative-removed`: a way to authenticate was removed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::SecurityAlternativeRemoved,
    PerSurface {
        http_request: Level::Breaking,
        http_response: Level::Safe,
        event: Level::Breaking,
        snapshot: Level::Breaking,
        cache: Level::Breaking,
        workflow: Level::Breaking,
        audit: Level::Breaking,
    },
    include_str!("security_alternative_removed.md"),
);
