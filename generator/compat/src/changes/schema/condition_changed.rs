//! `condition-changed`: a condition was added, removed or changed.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::ConditionChanged, include_str!("condition_changed.md"));
