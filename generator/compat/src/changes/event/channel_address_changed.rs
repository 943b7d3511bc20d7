//! `channel-address-changed`: a channel has another address.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::ChannelAddressChanged,
    PerSurface::all(Level::Breaking),
    include_str!("channel_address_changed.md"),
);
