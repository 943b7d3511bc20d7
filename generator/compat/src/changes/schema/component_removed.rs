//! `component-removed`: a named schema was removed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ComponentRemoved, PerSurface::all(Level::Safe), include_str!("component_removed.md"))
        .in_source();
