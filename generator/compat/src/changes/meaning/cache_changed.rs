//! `cache-changed`: cache keys or lifetimes changed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::CacheChanged, PerSurface::all(Level::Review), include_str!("cache_changed.md"));
