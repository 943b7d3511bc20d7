//! `transition-target-changed`: a transition ends in another state.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::TransitionTargetChanged,
    PerSurface::all(Level::Breaking),
    include_str!("transition_target_changed.md"),
);
