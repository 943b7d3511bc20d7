//! `transition-removed`: a transition was removed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::TransitionRemoved, PerSurface::all(Level::Breaking), include_str!("transition_removed.md"));
