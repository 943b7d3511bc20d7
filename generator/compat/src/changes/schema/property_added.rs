//! `property-added`: an optional property was added.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::PropertyAdded, include_str!("property_added.md"));
