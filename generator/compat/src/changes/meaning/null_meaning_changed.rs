//! `null-meaning-changed`: null means something else.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::NullMeaningChanged,
    PerSurface::all(Level::Breaking),
    include_str!("null_meaning_changed.md"),
);
