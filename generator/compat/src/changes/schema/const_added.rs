//! `const-added`: one value became the only one.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::ConstAdded, include_str!("const_added.md"));
