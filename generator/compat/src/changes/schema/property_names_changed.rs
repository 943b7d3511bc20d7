//! `property-names-changed`: other property names are acceptable.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::PropertyNamesChanged, include_str!("property_names_changed.md"));
