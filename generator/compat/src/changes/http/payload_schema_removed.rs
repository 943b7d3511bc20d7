//! `payload-schema-removed`: a payload lost its schema.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::PayloadSchemaRemoved,
    PerSurface {
        http_request: Level::Safe,
        http_response: Level::Breaking,
        event: Level::Breaking,
        snapshot: Level::Breaking,
        cache: Level::Breaking,
        workflow: Level::Breaking,
        audit: Level::Breaking,
    },
    include_str!("payload_schema_removed.md"),
);
