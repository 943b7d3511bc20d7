//! `multiple-of-added`: numbers must be multiples of another.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::MultipleOfAdded, include_str!("multiple_of_added.md"));
