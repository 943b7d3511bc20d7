//! `error-code-removed`: an operation is no longer refused with a code.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ErrorCodeRemoved, PerSurface::all(Level::Review), include_str!("error_code_removed.md"));
