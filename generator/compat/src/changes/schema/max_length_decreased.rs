//! `max-length-decreased`: the greatest length was set or lowered.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::MaxLengthDecreased, include_str!("max_length_decreased.md"));
