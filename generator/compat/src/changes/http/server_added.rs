//! `server-added`: a server was added.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ServerAdded, PerSurface::all(Level::Safe), include_str!("server_added.md"));
