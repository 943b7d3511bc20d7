//! `unevaluated-items-changed`: other unevaluated items are acceptable.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::UnevaluatedItemsChanged, include_str!("unevaluated_items_changed.md"));
