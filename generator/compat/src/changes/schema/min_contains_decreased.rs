//! `min-contains-decreased`: an array may contain less of something.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::MinContainsDecreased, include_str!("min_contains_decreased.md"));
