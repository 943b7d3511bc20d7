//! `ordering-key-changed`: order is kept by another key.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::OrderingKeyChanged,
    PerSurface::all(Level::Breaking),
    include_str!("ordering_key_changed.md"),
);
