//! `required-property-added`: a required property was added.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::RequiredPropertyAdded, include_str!("required_property_added.md"));
