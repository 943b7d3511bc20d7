//! `schema-forbidden`: nothing satisfies the schema any more.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::at_least(
    Kind::SchemaForbidden,
    PerSurface {
        http_request: Level::Safe,
        http_response: Level::Review,
        event: Level::Safe,
        snapshot: Level::Safe,
        cache: Level::Safe,
        workflow: Level::Safe,
        audit: Level::Safe,
    },
    include_str!("schema_forbidden.md"),
)
.retirable();
