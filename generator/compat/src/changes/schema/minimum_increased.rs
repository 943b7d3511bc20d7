//! `minimum-increased`: the least number was set or raised.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::MinimumIncreased, include_str!("minimum_increased.md"));
