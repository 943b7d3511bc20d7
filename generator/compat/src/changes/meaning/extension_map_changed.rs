//! `extension-map-changed`: an extension map holds other things.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::ExtensionMapChanged,
    PerSurface::all(Level::Review),
    include_str!("extension_map_changed.md"),
);
