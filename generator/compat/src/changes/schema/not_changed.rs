//! `not-changed`: what must not hold was added, removed or changed.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::NotChanged, include_str!("not_changed.md"));
