//! `audience-widened`: more readers may see it.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::AudienceWidened, PerSurface::all(Level::Review), include_str!("audience_widened.md"));
