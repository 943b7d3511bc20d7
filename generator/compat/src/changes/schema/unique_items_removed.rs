//! `unique-items-removed`: items need no longer differ.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::UniqueItemsRemoved, include_str!("unique_items_removed.md"));
