//! `pattern-changed`: strings must match another pattern.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::PatternChanged, include_str!("pattern_changed.md"));
