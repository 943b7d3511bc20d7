//! `response-header-added`: a response header was added.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::ResponseHeaderAdded,
    PerSurface {
        http_request: Level::Review,
        http_response: Level::Safe,
        event: Level::Review,
        snapshot: Level::Review,
        cache: Level::Review,
        workflow: Level::Review,
        audit: Level::Review,
    },
    include_str!("response_header_added.md"),
);
