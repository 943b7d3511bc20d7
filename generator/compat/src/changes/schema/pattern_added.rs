//! `pattern-added`: strings must match a pattern.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::PatternAdded, include_str!("pattern_added.md"));
