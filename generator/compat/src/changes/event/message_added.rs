//! `message-added`: a message was added.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::MessageAdded, PerSurface::all(Level::Safe), include_str!("message_added.md"));
