//! `freshness-changed`: answers may be older or come from elsewhere.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::FreshnessChanged, PerSurface::all(Level::Review), include_str!("freshness_changed.md"));
