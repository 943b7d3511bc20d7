//! `state-transition-changed`: an operation declares another transition.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::StateTransitionChanged,
    PerSurface::all(Level::Breaking),
    include_str!("state_transition_changed.md"),
);
