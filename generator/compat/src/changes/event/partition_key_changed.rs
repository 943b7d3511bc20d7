//! `partition-key-changed`: messages are partitioned by something else.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::PartitionKeyChanged,
    PerSurface::all(Level::Breaking),
    include_str!("partition_key_changed.md"),
);
