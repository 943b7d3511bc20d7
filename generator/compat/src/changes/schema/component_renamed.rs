//! `component-renamed`: a named schema was renamed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ComponentRenamed, PerSurface::all(Level::Safe), include_str!("component_renamed.md"))
        .in_source();
