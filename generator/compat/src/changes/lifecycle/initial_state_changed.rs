//! `initial-state-changed`: an entity starts in another state.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::InitialStateChanged,
    PerSurface::all(Level::Breaking),
    include_str!("initial_state_changed.md"),
);
