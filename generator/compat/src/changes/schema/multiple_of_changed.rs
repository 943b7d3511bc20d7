//! `multiple-of-changed`: numbers must be multiples of another number than before.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::MultipleOfChanged, include_str!("multiple_of_changed.md"));
