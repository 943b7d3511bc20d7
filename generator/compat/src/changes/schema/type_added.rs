//! `type-added`: a type became acceptable.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::TypeAdded, include_str!("type_added.md"));
