//! `response-header-became-required`: a response header is always sent.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::ResponseHeaderBecameRequired,
    PerSurface {
        http_request: Level::Breaking,
        http_response: Level::Safe,
        event: Level::Breaking,
        snapshot: Level::Breaking,
        cache: Level::Breaking,
        workflow: Level::Breaking,
        audit: Level::Breaking,
    },
    include_str!("response_header_became_required.md"),
);
