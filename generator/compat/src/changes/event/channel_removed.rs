//! `channel-removed`: a channel was removed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ChannelRemoved, PerSurface::all(Level::Breaking), include_str!("channel_removed.md"))
        .retirable();
