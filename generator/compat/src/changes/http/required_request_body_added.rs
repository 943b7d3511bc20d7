//! `required-request-body-added`: a required request body was added.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::RequiredRequestBodyAdded,
    PerSurface {
        http_request: Level::Breaking,
        http_response: Level::Review,
        event: Level::Breaking,
        snapshot: Level::Breaking,
        cache: Level::Breaking,
        workflow: Level::Breaking,
        audit: Level::Breaking,
    },
    include_str!("required_request_body_added.md"),
);
