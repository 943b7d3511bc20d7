//! `property-removed`: a property was removed.

use super::GONE;
use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::at_least(Kind::PropertyRemoved, GONE, include_str!("property_removed.md")).retirable();
