//! `unevaluated-properties-changed`: other unevaluated properties are acceptable.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::UnevaluatedPropertiesChanged, include_str!("unevaluated_properties_changed.md"));
