//! `max-items-decreased`: the greatest number of items was set or lowered.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::MaxItemsDecreased, include_str!("max_items_decreased.md"));
