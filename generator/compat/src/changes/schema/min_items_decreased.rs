//! `min-items-decreased`: the least number of items was lowered or dropped.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::MinItemsDecreased, include_str!("min_items_decreased.md"));
