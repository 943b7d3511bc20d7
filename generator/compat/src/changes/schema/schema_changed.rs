//! `schema-changed`: the schema as a whole accepts other values.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::at_least(Kind::SchemaChanged, PerSurface::all(Level::Review), include_str!("schema_changed.md"));
