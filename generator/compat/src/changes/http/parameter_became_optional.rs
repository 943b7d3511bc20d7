//! `parameter-became-optional`: a parameter is no longer required.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::ParameterBecameOptional,
    PerSurface {
        http_request: Level::Safe,
        http_response: Level::Breaking,
        event: Level::Breaking,
        snapshot: Level::Breaking,
        cache: Level::Breaking,
        workflow: Level::Breaking,
        audit: Level::Breaking,
    },
    include_str!("parameter_became_optional.md"),
);
