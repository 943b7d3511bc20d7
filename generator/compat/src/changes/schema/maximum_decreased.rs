//! `maximum-decreased`: the greatest number was set or lowered.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::MaximumDecreased, include_str!("maximum_decreased.md"));
