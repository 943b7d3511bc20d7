//! `additional-properties-forbidden`: undeclared properties are no longer acceptable.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::AdditionalPropertiesForbidden, include_str!("additional_properties_forbidden.md"));
