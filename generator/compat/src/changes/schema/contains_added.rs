//! `contains-added`: an array must contain something.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::ContainsAdded, include_str!("contains_added.md"));
