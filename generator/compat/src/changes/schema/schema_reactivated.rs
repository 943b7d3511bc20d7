//! `schema-reactivated`: a schema or property is no longer deprecated.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::SchemaReactivated, PerSurface::all(Level::Safe), include_str!("schema_reactivated.md"));
