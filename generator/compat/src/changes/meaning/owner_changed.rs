//! `owner-changed`: another team owns it.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::OwnerChanged, PerSurface::all(Level::Docs), include_str!("owner_changed.md"));
