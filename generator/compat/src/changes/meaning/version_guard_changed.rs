//! `version-guard-changed`: a stale version is noticed in another way.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::VersionGuardChanged,
    PerSurface::all(Level::Breaking),
    include_str!("version_guard_changed.md"),
);
