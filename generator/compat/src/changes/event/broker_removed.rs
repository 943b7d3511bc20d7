//! `broker-removed`: a server of messages was removed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::BrokerRemoved, PerSurface::all(Level::Breaking), include_str!("broker_removed.md"));
