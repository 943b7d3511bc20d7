//! `null-forbidden`: null is no longer acceptable.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::NullForbidden, include_str!("null_forbidden.md"));
