//! `max-length-increased`: the greatest length was raised or dropped.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::MaxLengthIncreased, include_str!("max_length_increased.md"));
