//! `null-allowed`: null became acceptable.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::NullAllowed, include_str!("null_allowed.md"));
