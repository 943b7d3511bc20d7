//! `type-removed`: a type is no longer acceptable.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::TypeRemoved, include_str!("type_removed.md"));
