//! `property-became-optional`: a property is no longer required.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::PropertyBecameOptional, include_str!("property_became_optional.md"));
