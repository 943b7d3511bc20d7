//! The acceptance oracle of generated types: a schema accepts a value exactly when its Rust type does, and what was
//! read is written again with nothing lost.
//!
//! ```text
//! Model ─► codegen ─► package ─► cargo ─► child process ─┐
//!   └────► emitted schema ─► values ─► labels ───────────┴─► differences
//!                            synthesised  validator
//! ```
//!
//! Values are made from the schema, but what they are worth is said by validators that know nothing of our code.
#![allow(clippy::disallowed_methods, clippy::missing_panics_doc, reason = "tests read fixtures, run cargo and panic")]

mod compare;
mod contracts;
mod datum;
mod decimal;
mod held;
mod judge;
mod neighbours;
mod package;
mod place;
mod random;
mod sample;
mod strings;
mod suite;
mod synthesis;
mod truth;

pub use contracts::{Contracts, payloads};
pub use datum::Datum;
pub use held::{Difference, Summary, hold};
pub use judge::Judge;
pub use package::{Answer, Built, Module, Package, Subject};
pub use random::Random;
pub use suite::Suite;
pub use synthesis::values;
pub use truth::{Truth, Truths};

use std::path::{Path, PathBuf};

/// The repository's top folder.
pub fn repository() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("acceptance/ lies in tests/");
    tests.parent().expect("tests/ lies in the repository").to_owned()
}
