//! `machine-removed`: a state machine was removed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::MachineRemoved, PerSurface::all(Level::Breaking), include_str!("machine_removed.md"));
