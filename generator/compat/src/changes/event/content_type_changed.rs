//! `content-type-changed`: a message has another content type.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::ContentTypeChanged,
    PerSurface::all(Level::Breaking),
    include_str!("content_type_changed.md"),
);
