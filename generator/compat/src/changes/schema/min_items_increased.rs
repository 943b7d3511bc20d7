//! `min-items-increased`: the least number of items was set or raised.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::MinItemsIncreased, include_str!("min_items_increased.md"));
