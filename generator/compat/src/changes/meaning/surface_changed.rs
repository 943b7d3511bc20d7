//! `surface-changed`: a contract stands on another surface.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::SurfaceChanged, PerSurface::all(Level::Review), include_str!("surface_changed.md"));
