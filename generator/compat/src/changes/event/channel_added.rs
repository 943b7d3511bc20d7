//! `channel-added`: a channel was added.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ChannelAdded, PerSurface::all(Level::Safe), include_str!("channel_added.md"));
