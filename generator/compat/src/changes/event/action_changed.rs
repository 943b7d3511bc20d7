//! `action-changed`: an application sends what it received, or receives what it sent.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ActionChanged, PerSurface::all(Level::Breaking), include_str!("action_changed.md"));
