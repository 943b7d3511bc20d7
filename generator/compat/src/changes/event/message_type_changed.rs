//! `message-type-changed`: a message is called something else on the wire.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::MessageTypeChanged,
    PerSurface::all(Level::Breaking),
    include_str!("message_type_changed.md"),
);
