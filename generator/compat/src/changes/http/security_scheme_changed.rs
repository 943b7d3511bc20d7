//! `security-scheme-changed`: a security scheme works in another way.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::SecuritySchemeChanged,
    PerSurface::all(Level::Breaking),
    include_str!("security_scheme_changed.md"),
);
