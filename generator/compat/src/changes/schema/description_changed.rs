//! `description-changed`: a title, summary, description or comment changed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::DescriptionChanged, PerSurface::all(Level::Docs), include_str!("description_changed.md"));
