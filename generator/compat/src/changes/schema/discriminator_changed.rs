//! `discriminator-changed`: alternatives are told apart in another way.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::DiscriminatorChanged,
    PerSurface::all(Level::Breaking),
    include_str!("discriminator_changed.md"),
);
