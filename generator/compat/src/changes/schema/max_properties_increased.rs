//! `max-properties-increased`: the greatest number of properties was raised or dropped.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::MaxPropertiesIncreased, include_str!("max_properties_increased.md"));
