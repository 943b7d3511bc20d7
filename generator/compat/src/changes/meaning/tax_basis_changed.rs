//! `tax-basis-changed`: an amount includes other taxes.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::TaxBasisChanged, PerSurface::all(Level::Breaking), include_str!("tax_basis_changed.md"));
