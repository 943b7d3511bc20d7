//! `event-shape-changed`: events carry more or less of the entity.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::EventShapeChanged,
    PerSurface {
        http_request: Level::Review,
        http_response: Level::Review,
        event: Level::Breaking,
        snapshot: Level::Review,
        cache: Level::Review,
        workflow: Level::Review,
        audit: Level::Review,
    },
    include_str!("event_shape_changed.md"),
);
