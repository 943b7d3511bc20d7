//! `maximum-increased`: the greatest number was raised or dropped.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::MaximumIncreased, include_str!("maximum_increased.md"));
