//! `additional-properties-changed`: undeclared properties have another schema.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::AdditionalPropertiesChanged, include_str!("additional_properties_changed.md"));
