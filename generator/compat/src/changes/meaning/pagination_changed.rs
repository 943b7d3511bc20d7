//! `pagination-changed`: lists are paged or sorted in another way.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::PaginationChanged, PerSurface::all(Level::Review), include_str!("pagination_changed.md"));
