//! `dependency-removed`: the presence of a property no longer asks for something.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::DependencyRemoved, include_str!("dependency_removed.md"));
