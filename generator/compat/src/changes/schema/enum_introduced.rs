//! `enum-introduced`: the values were limited to a list.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::EnumIntroduced, include_str!("enum_introduced.md"));
