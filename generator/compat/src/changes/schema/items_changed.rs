//! `items-changed`: items have a schema that they had not, or no longer.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::ItemsChanged, include_str!("items_changed.md"));
