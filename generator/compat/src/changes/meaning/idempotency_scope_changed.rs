//! `idempotency-scope-changed`: idempotency keys are unique in another scope.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::IdempotencyScopeChanged,
    PerSurface::all(Level::Breaking),
    include_str!("idempotency_scope_changed.md"),
);
