//! `multiple-of-removed`: numbers need no longer be multiples of another.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::MultipleOfRemoved, include_str!("multiple_of_removed.md"));
