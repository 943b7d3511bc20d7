//! `response-header-removed`: a response header was removed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::ResponseHeaderRemoved,
    PerSurface {
        http_request: Level::Review,
        http_response: Level::Risky,
        event: Level::Risky,
        snapshot: Level::Risky,
        cache: Level::Risky,
        workflow: Level::Risky,
        audit: Level::Risky,
    },
    include_str!("response_header_removed.md"),
)
.retirable();
