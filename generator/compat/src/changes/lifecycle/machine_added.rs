//! `machine-added`: a state machine was added.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::MachineAdded, PerSurface::all(Level::Safe), include_str!("machine_added.md"));
