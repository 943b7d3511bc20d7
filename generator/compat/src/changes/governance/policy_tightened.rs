//! `policy-tightened`: more is promised about compatibility.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::PolicyTightened, PerSurface::all(Level::Safe), include_str!("policy_tightened.md"));
