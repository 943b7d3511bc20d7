//! `state-removed`: a state was removed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::StateRemoved, PerSurface::all(Level::Breaking), include_str!("state_removed.md"));
