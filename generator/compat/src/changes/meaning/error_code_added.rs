//! `error-code-added`: an operation can be refused with another code.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ErrorCodeAdded, PerSurface::all(Level::Review), include_str!("error_code_added.md"));
