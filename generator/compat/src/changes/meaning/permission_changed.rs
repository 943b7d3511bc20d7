//! `permission-changed`: another permission or actor is needed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::PermissionChanged, PerSurface::all(Level::Breaking), include_str!("permission_changed.md"));
