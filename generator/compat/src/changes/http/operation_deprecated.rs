//! `operation-deprecated`: an operation was deprecated.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::OperationDeprecated, PerSurface::all(Level::Safe), include_str!("operation_deprecated.md"));
