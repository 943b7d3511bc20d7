//! `max-items-increased`: the greatest number of items was raised or dropped.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::MaxItemsIncreased, include_str!("max_items_increased.md"));
