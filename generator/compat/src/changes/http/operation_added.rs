//! `operation-added`: an operation was added.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::OperationAdded, PerSurface::all(Level::Safe), include_str!("operation_added.md"));
