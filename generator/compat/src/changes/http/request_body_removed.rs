//! `request-body-removed`: the request body was removed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::RequestBodyRemoved,
    PerSurface::all(Level::Breaking),
    include_str!("request_body_removed.md"),
);
