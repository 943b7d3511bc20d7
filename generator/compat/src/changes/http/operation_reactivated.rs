//! `operation-reactivated`: an operation is no longer deprecated.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::OperationReactivated,
    PerSurface::all(Level::Safe),
    include_str!("operation_reactivated.md"),
);
