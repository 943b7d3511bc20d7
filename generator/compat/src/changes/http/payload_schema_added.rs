//! `payload-schema-added`: a payload got a schema.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::PayloadSchemaAdded,
    PerSurface {
        http_request: Level::Breaking,
        http_response: Level::Safe,
        event: Level::Breaking,
        snapshot: Level::Breaking,
        cache: Level::Breaking,
        workflow: Level::Breaking,
        audit: Level::Breaking,
    },
    include_str!("payload_schema_added.md"),
);
