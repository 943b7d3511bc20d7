//! `error-code-changed`: an error code has another category or status.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ErrorCodeChanged, PerSurface::all(Level::Breaking), include_str!("error_code_changed.md"));
