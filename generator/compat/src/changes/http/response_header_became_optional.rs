//! `response-header-became-optional`: a response header is no longer always sent.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::ResponseHeaderBecameOptional,
    PerSurface {
        http_request: Level::Safe,
        http_response: Level::Breaking,
        event: Level::Breaking,
        snapshot: Level::Breaking,
        cache: Level::Breaking,
        workflow: Level::Breaking,
        audit: Level::Breaking,
    },
    include_str!("response_header_became_optional.md"),
);
