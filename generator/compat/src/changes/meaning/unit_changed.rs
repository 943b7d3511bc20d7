//! `unit-changed`: the unit of a quantity is another.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::UnitChanged, PerSurface::all(Level::Breaking), include_str!("unit_changed.md"));
