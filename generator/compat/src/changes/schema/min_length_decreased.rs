//! `min-length-decreased`: the least length was lowered or dropped.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::MinLengthDecreased, include_str!("min_length_decreased.md"));
