//! `max-properties-decreased`: the greatest number of properties was set or lowered.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::MaxPropertiesDecreased, include_str!("max_properties_decreased.md"));
