//! `channel-operation-added`: an operation on a channel was added.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::ChannelOperationAdded,
    PerSurface::all(Level::Safe),
    include_str!("channel_operation_added.md"),
);
