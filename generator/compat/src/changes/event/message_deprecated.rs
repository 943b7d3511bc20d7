//! `message-deprecated`: a message was deprecated.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::MessageDeprecated, PerSurface::all(Level::Safe), include_str!("message_deprecated.md"));
