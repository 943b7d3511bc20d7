//! `api-family-changed`: an operation is of another family.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ApiFamilyChanged, PerSurface::all(Level::Breaking), include_str!("api_family_changed.md"));
