//! `schema-allowed`: what nothing satisfied can be satisfied.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::SchemaAllowed, include_str!("schema_allowed.md"));
