//! `callback-removed`: the service no longer calls its clients back.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::CallbackRemoved, PerSurface::all(Level::Breaking), include_str!("callback_removed.md"))
        .retirable();
