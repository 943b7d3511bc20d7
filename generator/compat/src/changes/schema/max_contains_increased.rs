//! `max-contains-increased`: an array may contain more of something.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::MaxContainsIncreased, include_str!("max_contains_increased.md"));
