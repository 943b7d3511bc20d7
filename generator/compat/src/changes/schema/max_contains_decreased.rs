//! `max-contains-decreased`: an array must not contain as much of something.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::MaxContainsDecreased, include_str!("max_contains_decreased.md"));
