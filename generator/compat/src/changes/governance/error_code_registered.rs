//! `error-code-registered`: an error code was registered.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ErrorCodeRegistered, PerSurface::all(Level::Safe), include_str!("error_code_registered.md"));
