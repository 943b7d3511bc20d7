//! `required-parameter-added`: a required parameter was added.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::RequiredParameterAdded,
    PerSurface {
        http_request: Level::Breaking,
        http_response: Level::Safe,
        event: Level::Breaking,
        snapshot: Level::Breaking,
        cache: Level::Breaking,
        workflow: Level::Breaking,
        audit: Level::Breaking,
    },
    include_str!("required_parameter_added.md"),
);
