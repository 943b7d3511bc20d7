//! `prefix-item-added`: a position of an array got a schema of its own.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::PrefixItemAdded, include_str!("prefix_item_added.md"));
