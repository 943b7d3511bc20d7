//! `format-changed`: another format was given.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::at_least(Kind::FormatChanged, PerSurface::all(Level::Review), include_str!("format_changed.md"));
