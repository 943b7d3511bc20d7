//! `min-properties-increased`: the least number of properties was set or raised.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::MinPropertiesIncreased, include_str!("min_properties_increased.md"));
