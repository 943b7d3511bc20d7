//! `additional-properties-allowed`: undeclared properties became acceptable.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::AdditionalPropertiesAllowed, include_str!("additional_properties_allowed.md"));
