//! `const-changed`: the only value is another.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::ConstChanged, include_str!("const_changed.md"));
