//! `property-renamed`: a property was renamed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::at_least(Kind::PropertyRenamed, PerSurface::all(Level::Breaking), include_str!("property_renamed.md"));
