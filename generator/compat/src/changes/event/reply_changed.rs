//! `reply-changed`: replies go elsewhere or carry something else.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ReplyChanged, PerSurface::all(Level::Breaking), include_str!("reply_changed.md"));
