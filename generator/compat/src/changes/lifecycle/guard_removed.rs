//! `guard-removed`: a transition lost a guard.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::GuardRemoved, PerSurface::all(Level::Review), include_str!("guard_removed.md"));
