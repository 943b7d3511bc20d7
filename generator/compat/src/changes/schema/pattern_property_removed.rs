//! `pattern-property-removed`: a pattern of property names was removed.

use super::GONE;
use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::at_least(Kind::PatternPropertyRemoved, GONE, include_str!("pattern_property_removed.md")).retirable();
