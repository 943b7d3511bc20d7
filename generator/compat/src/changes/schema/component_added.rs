//! `component-added`: a named schema was added.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ComponentAdded, PerSurface::all(Level::Safe), include_str!("component_added.md"))
        .in_source();
