//! `result-binding-changed`: a result binds in another way or for another time.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::ResultBindingChanged,
    PerSurface::all(Level::Breaking),
    include_str!("result_binding_changed.md"),
);
