//! `delivery-changed`: delivery is guaranteed in another way.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::DeliveryChanged, PerSurface::all(Level::Breaking), include_str!("delivery_changed.md"));
