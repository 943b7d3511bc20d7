//! `dependency-added`: the presence of a property asks for something more.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::DependencyAdded, include_str!("dependency_added.md"));
