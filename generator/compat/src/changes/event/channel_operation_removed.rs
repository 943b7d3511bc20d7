//! `channel-operation-removed`: an operation on a channel was removed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::ChannelOperationRemoved,
    PerSurface::all(Level::Breaking),
    include_str!("channel_operation_removed.md"),
)
.retirable();
