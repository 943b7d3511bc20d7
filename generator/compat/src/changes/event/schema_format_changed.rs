//! `schema-format-changed`: a payload is described in another language.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::SchemaFormatChanged,
    PerSurface::all(Level::Breaking),
    include_str!("schema_format_changed.md"),
);
