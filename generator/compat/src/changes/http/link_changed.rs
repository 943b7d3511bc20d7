//! `link-changed`: links between operations changed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::LinkChanged, PerSurface::all(Level::Review), include_str!("link_changed.md"));
