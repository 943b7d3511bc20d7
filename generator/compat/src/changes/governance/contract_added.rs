//! `contract-added`: a contract was added.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::ContractAdded, PerSurface::all(Level::Safe), include_str!("contract_added.md"));
