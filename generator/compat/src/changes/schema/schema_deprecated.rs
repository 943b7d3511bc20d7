//! `schema-deprecated`: a schema or property was deprecated.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::SchemaDeprecated, PerSurface::all(Level::Safe), include_str!("schema_deprecated.md"));
