//! `unique-items-added`: items must differ.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::UniqueItemsAdded, include_str!("unique_items_added.md"));
