//! `parameter-reactivated`: a parameter is no longer deprecated.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::ParameterReactivated,
    PerSurface::all(Level::Safe),
    include_str!("parameter_reactivated.md"),
);
