//! Back ends made by others: typify for types, progenitor for clients.
//!
//! ```text
//! Model ─► lowering (few words, names of ours, losses) ─┬─► draft-07 ────► typify ─────┐
//!                                                       └─► OpenAPI 3.0 ─► progenitor ─┴─► syn ─► prettyplease ─► text
//! ```
//!
//! Neither reads our contracts as they are: they stop at references between files, conditions and two successes, and lose bounds,
//! `null` and offsets without a word. The lowering says first what they understand and reports the rest, each loss where it stands.
//! Panics end at a wall. This is a crate of its own, so that build scripts and macros need not compile it.

mod loss;
mod lowering;
mod plain;
mod print;
mod progenitor;
mod typify;
mod wall;

pub use loss::{Effect, Loss};
pub use lowering::module_name;
pub use progenitor::{progenitor, progenitor_as_it_is};
pub use typify::typify;

use std::collections::{BTreeMap, BTreeSet};
use stipula_diagnostics::Diagnostic;
use stipula_model::SchemaId;

/// Code made by a back end.
#[derive(Debug)]
pub struct Generated {
    /// One formatted file.
    pub rust: String,
    /// What it cannot say, for people.
    pub findings: Vec<Diagnostic>,
    /// The same, each loss by itself.
    pub losses: Vec<Loss>,
    /// The types that were asked for and those they lead to, by name, with their schemas.
    pub types: Vec<(String, SchemaId)>,
    /// The types that each type names.
    uses: BTreeMap<String, BTreeSet<String>>,
}

impl Generated {
    /// The losses of a type and of all that it leads to.
    pub fn losses_of(&self, name: &str) -> Vec<&Loss> {
        let (mut seen, mut queue) = (BTreeSet::from([name]), vec![name]);
        while let Some(next) = queue.pop() {
            let used = self.uses.get(next).into_iter().flatten();
            queue.extend(used.map(String::as_str).filter(|used| seen.insert(used)));
        }
        self.losses.iter().filter(|loss| seen.contains(loss.definition.as_str())).collect()
    }
}

/// A back end failed.
#[derive(Debug, thiserror::Error)]
#[error("{backend} {version} cannot generate: {reason}")]
pub struct Refused {
    /// Its name.
    pub backend: &'static str,
    /// Its version.
    pub version: &'static str,
    /// What it said.
    pub reason: String,
    /// What was found before.
    pub findings: Vec<Diagnostic>,
}
