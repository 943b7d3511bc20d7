//! `sunset-too-early`: something ends before its window is over.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::SunsetTooEarly, PerSurface::all(Level::Breaking), include_str!("sunset_too_early.md"));
