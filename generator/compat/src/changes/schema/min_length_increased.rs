//! `min-length-increased`: the least length was set or raised.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::MinLengthIncreased, include_str!("min_length_increased.md"));
