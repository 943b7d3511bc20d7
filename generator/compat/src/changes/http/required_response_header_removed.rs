//! `required-response-header-removed`: a response header that was always sent was removed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::RequiredResponseHeaderRemoved,
    PerSurface {
        http_request: Level::Review,
        http_response: Level::Breaking,
        event: Level::Breaking,
        snapshot: Level::Breaking,
        cache: Level::Breaking,
        workflow: Level::Breaking,
        audit: Level::Breaking,
    },
    include_str!("required_response_header_removed.md"),
)
.retirable();
