//! Is every value that one JSON Schema accepts accepted by another?
//!
//! The answer is a proof, a value that shows the opposite, or that it is undecided and why. Schemas are
//! self-contained 2020-12: their references are `#/$defs/NAME`, into definitions that both share.
//!
//! ```text
//! definitions, schemas ─► arena ─► structural proof ─► search ─► canonical ─► search ─► Answer
//!                         equal     coinduction         goals,     the second   full
//!                         nodes                         witnesses  engine       budget
//!                         are one                       └► shrink ─► confirm (two validators)
//! ```

mod answer;
mod arena;
mod canonical;
mod confirm;
mod datum;
mod evaluate;
mod number;
mod oracle;
mod regular;
mod search;
mod shrink;
mod structural;
mod walk;

pub use answer::{Answer, Engine, Proof, Undecided, Witness};
pub use oracle::{Counters, Disagreement, Options, Oracle, Schema, Search, Tally};
