//! `encoding-changed`: the parts of a body are encoded in another way.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::EncodingChanged, PerSurface::all(Level::Breaking), include_str!("encoding_changed.md"));
