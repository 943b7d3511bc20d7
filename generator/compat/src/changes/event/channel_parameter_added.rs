//! `channel-parameter-added`: an address got a parameter.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::ChannelParameterAdded,
    PerSurface::all(Level::Breaking),
    include_str!("channel_parameter_added.md"),
);
