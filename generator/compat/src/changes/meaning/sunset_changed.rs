//! `sunset-changed`: the end of something was set or moved.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::SunsetChanged, PerSurface::all(Level::Review), include_str!("sunset_changed.md"));
