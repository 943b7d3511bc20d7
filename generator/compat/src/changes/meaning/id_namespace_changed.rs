//! `id-namespace-changed`: an identifier comes from another namespace.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::IdNamespaceChanged,
    PerSurface::all(Level::Breaking),
    include_str!("id_namespace_changed.md"),
);
