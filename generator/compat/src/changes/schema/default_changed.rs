//! `default-changed`: the default is another.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::DefaultChanged, PerSurface::all(Level::Docs), include_str!("default_changed.md"));
