//! `policy-relaxed`: less is promised about compatibility.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::PolicyRelaxed, PerSurface::all(Level::Review), include_str!("policy_relaxed.md"));
