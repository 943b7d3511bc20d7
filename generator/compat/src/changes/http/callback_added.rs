//! `callback-added`: the service calls its clients back.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::CallbackAdded, PerSurface::all(Level::Safe), include_str!("callback_added.md"));
