//! `consumers-changed`: other consumers are named.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ConsumersChanged, PerSurface::all(Level::Docs), include_str!("consumers_changed.md"));
