//! `minimum-decreased`: the least number was lowered or dropped.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::MinimumDecreased, include_str!("minimum_decreased.md"));
