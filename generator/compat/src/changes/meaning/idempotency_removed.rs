//! `idempotency-removed`: an operation is no longer safe to repeat.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::IdempotencyRemoved,
    PerSurface::all(Level::Breaking),
    include_str!("idempotency_removed.md"),
);
