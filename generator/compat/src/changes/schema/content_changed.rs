//! `content-changed`: a string's content is described in another way.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ContentChanged, PerSurface::all(Level::Review), include_str!("content_changed.md"));
