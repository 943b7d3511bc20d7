//! `prefix-item-removed`: a position of an array lost its own schema.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::PrefixItemRemoved, include_str!("prefix_item_removed.md"));
