//! `operation-channel-changed`: an operation uses another channel.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::OperationChannelChanged,
    PerSurface::all(Level::Breaking),
    include_str!("operation_channel_changed.md"),
);
