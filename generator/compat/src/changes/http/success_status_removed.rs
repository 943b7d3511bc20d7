//! `success-status-removed`: a successful answer was removed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::SuccessStatusRemoved,
    PerSurface::all(Level::Breaking),
    include_str!("success_status_removed.md"),
);
