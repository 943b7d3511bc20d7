//! `channel-parameter-removed`: an address lost a parameter.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::ChannelParameterRemoved,
    PerSurface::all(Level::Breaking),
    include_str!("channel_parameter_removed.md"),
);
