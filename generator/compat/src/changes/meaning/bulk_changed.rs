//! `bulk-changed`: many entities are changed in another way.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::BulkChanged, PerSurface::all(Level::Review), include_str!("bulk_changed.md"));
