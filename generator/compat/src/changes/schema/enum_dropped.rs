//! `enum-dropped`: the values are no longer limited to a list.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::EnumDropped, include_str!("enum_dropped.md"));
