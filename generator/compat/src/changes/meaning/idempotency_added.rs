//! `idempotency-added`: an operation became safe to repeat.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::IdempotencyAdded, PerSurface::all(Level::Review), include_str!("idempotency_added.md"));
