//! `request-body-became-optional`: the request body is no longer required.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::RequestBodyBecameOptional,
    PerSurface {
        http_request: Level::Safe,
        http_response: Level::Breaking,
        event: Level::Breaking,
        snapshot: Level::Breaking,
        cache: Level::Breaking,
        workflow: Level::Breaking,
        audit: Level::Breaking,
    },
    include_str!("request_body_became_optional.md"),
);
