//! `parameter-serialization-changed`: a parameter is written in another way.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::ParameterSerializationChanged,
    PerSurface::all(Level::Breaking),
    include_str!("parameter_serialization_changed.md"),
);
