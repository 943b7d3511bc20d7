//! `message-removed`: a message was removed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::MessageRemoved, PerSurface::all(Level::Breaking), include_str!("message_removed.md"))
        .retirable();
