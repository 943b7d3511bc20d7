//! `contract-removed`: a contract was removed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ContractRemoved, PerSurface::all(Level::Breaking), include_str!("contract_removed.md"))
        .retirable();
