//! `examples-changed`: examples changed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ExamplesChanged, PerSurface::all(Level::Docs), include_str!("examples_changed.md"));
