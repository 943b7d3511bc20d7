//! `audience-narrowed`: fewer readers may see it.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::AudienceNarrowed, PerSurface::all(Level::Breaking), include_str!("audience_narrowed.md"));
