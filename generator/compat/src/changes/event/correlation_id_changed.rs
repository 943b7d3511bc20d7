//! `correlation-id-changed`: messages are correlated in another way.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::CorrelationIdChanged,
    PerSurface::all(Level::Breaking),
    include_str!("correlation_id_changed.md"),
);
