//! `semantics-changed`: the same data means something else.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::SemanticsChanged, PerSurface::all(Level::Breaking), include_str!("semantics_changed.md"));
