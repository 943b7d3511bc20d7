//! `contract-version-changed`: a contract has another version.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::ContractVersionChanged,
    PerSurface::all(Level::Docs),
    include_str!("contract_version_changed.md"),
);
