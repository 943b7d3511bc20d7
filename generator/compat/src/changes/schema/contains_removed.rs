//! `contains-removed`: an array need no longer contain something.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::ContainsRemoved, include_str!("contains_removed.md"));
