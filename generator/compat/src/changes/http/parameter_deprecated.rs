//! `parameter-deprecated`: a parameter was deprecated.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ParameterDeprecated, PerSurface::all(Level::Safe), include_str!("parameter_deprecated.md"));
