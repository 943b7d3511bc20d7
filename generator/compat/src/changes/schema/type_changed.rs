//! `type-changed`: other types are acceptable than before.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::TypeChanged, include_str!("type_changed.md"));
