//! `async-changed`: an operation ends at another time than it answers.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::AsyncChanged, PerSurface::all(Level::Breaking), include_str!("async_changed.md"));
