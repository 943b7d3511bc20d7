//! `idempotency-expiry-changed`: idempotency keys are kept for another time, or expire differently.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::IdempotencyExpiryChanged,
    PerSurface::all(Level::Breaking),
    include_str!("idempotency_expiry_changed.md"),
);
