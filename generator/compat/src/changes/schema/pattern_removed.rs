//! `pattern-removed`: strings need no longer match a pattern.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::PatternRemoved, include_str!("pattern_removed.md"));
