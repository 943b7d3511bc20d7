//! `operation-removed`: an operation was removed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::OperationRemoved, PerSurface::all(Level::Breaking), include_str!("operation_removed.md"))
        .retirable();
