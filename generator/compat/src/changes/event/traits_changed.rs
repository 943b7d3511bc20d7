//! `traits-changed`: what messages share is written elsewhere.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::TraitsChanged, PerSurface::all(Level::Safe), include_str!("traits_changed.md"));
