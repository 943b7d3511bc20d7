//! `replacement-changed`: something else is the replacement.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ReplacementChanged, PerSurface::all(Level::Docs), include_str!("replacement_changed.md"));
