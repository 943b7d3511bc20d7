//! `message-renamed`: a message stands under another key.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::MessageRenamed, PerSurface::all(Level::Safe), include_str!("message_renamed.md"))
        .in_source();
