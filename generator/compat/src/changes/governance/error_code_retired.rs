//! `error-code-retired`: an error code was removed from the registry.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ErrorCodeRetired, PerSurface::all(Level::Breaking), include_str!("error_code_retired.md"));
