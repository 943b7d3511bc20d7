//! `stability-changed`: a contract is promised more or less stability.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::StabilityChanged, PerSurface::all(Level::Review), include_str!("stability_changed.md"));
