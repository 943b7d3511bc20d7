//! `format-added`: a format was given.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::FormatAdded, include_str!("format_added.md")).in_source();
