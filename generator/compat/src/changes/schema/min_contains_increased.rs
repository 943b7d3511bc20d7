//! `min-contains-increased`: an array must contain more of something.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::MinContainsIncreased, include_str!("min_contains_increased.md"));
