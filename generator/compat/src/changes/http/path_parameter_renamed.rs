//! `path-parameter-renamed`: a path parameter has another name.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::PathParameterRenamed,
    PerSurface::all(Level::Safe),
    include_str!("path_parameter_renamed.md"),
)
.in_source();
