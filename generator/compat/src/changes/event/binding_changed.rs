//! `binding-changed`: a broker is used in another way.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::BindingChanged, PerSurface::all(Level::Breaking), include_str!("binding_changed.md"));
