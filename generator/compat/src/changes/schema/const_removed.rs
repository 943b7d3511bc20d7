//! `const-removed`: other values than one became acceptable.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::ConstRemoved, include_str!("const_removed.md"));
