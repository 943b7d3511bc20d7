//! `redaction-changed`: data is redacted in another way.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::RedactionChanged,
    PerSurface {
        http_request: Level::Review,
        http_response: Level::Review,
        event: Level::Breaking,
        snapshot: Level::Review,
        cache: Level::Review,
        workflow: Level::Review,
        audit: Level::Review,
    },
    include_str!("redaction_changed.md"),
);
