//! `min-properties-decreased`: the least number of properties was lowered or dropped.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::MinPropertiesDecreased, include_str!("min_properties_decreased.md"));
