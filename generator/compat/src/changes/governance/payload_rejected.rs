//! `payload-rejected`: a stored payload is no longer accepted.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::PayloadRejected, PerSurface::all(Level::Breaking), include_str!("payload_rejected.md"));
