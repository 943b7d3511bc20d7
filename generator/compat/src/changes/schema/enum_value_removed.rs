//! `enum-value-removed`: a value was removed from a list.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::EnumValueRemoved, include_str!("enum_value_removed.md"));
