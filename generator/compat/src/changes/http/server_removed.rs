//! `server-removed`: a server was removed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ServerRemoved, PerSurface::all(Level::Breaking), include_str!("server_removed.md"));
