//! `parameter-moved`: a parameter is sent elsewhere.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ParameterMoved, PerSurface::all(Level::Breaking), include_str!("parameter_moved.md"));
