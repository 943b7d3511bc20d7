//! `reference-changed`: a schema is named or written elsewhere.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ReferenceChanged, PerSurface::all(Level::Safe), include_str!("reference_changed.md"))
        .in_source();
