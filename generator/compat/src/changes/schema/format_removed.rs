//! `format-removed`: a format was dropped.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::FormatRemoved, include_str!("format_removed.md")).in_source();
