//! `extension-changed`: an `x-` key that has no meaning here changed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ExtensionChanged, PerSurface::all(Level::Safe), include_str!("extension_changed.md"));
