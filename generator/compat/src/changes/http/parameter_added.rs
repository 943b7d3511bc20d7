//! `parameter-added`: an optional parameter was added.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ParameterAdded, PerSurface::all(Level::Safe), include_str!("parameter_added.md"));
