//! `dialect-changed`: the schema is written in another dialect.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::DialectChanged, PerSurface::all(Level::Safe), include_str!("dialect_changed.md"))
        .in_source();
