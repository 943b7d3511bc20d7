//! `enum-value-added`: a value was added to a list.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::EnumValueAdded, include_str!("enum_value_added.md"));
