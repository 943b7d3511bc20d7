//! `pattern-property-added`: a pattern of property names was added.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::PatternPropertyAdded, include_str!("pattern_property_added.md"));
