//! `property-became-required`: a property became required.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::PropertyBecameRequired, include_str!("property_became_required.md"));
