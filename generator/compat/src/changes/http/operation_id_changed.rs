//! `operation-id-changed`: an operation has another operationId.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::OperationIdChanged, PerSurface::all(Level::Safe), include_str!("operation_id_changed.md"))
        .in_source();
