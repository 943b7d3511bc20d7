//! `broker-added`: a server of messages was added.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::BrokerAdded, PerSurface::all(Level::Safe), include_str!("broker_added.md"));
