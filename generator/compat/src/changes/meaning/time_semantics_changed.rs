//! `time-semantics-changed`: a time means something else.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::TimeSemanticsChanged,
    PerSurface::all(Level::Breaking),
    include_str!("time_semantics_changed.md"),
);
