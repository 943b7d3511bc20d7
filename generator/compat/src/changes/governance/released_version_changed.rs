//! `released-version-changed`: what was released was changed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::ReleasedVersionChanged,
    PerSurface::all(Level::Breaking),
    include_str!("released_version_changed.md"),
);
