//! Renders findings: for people with the lines they are about, for machines as JSON.
//!
//! An emitter is one function from findings, sources and a [`Summary`] to bytes. Emitters never
//! judge, never look at a clock and never decide about colour: the same input gives the same bytes.
//!
//! ```text
//! &[Diagnostic] ┐
//! &Sources      ├► human(...) | json(...) ─► io::Write
//! Summary       ┘
//! ```

mod clean;
mod emitters;
mod positions;
mod published;
mod summary;
mod window;

pub use emitters::compat::{Comparison, Step, compat_human, compat_summary};
pub use emitters::compat_json::{
    ChangeFound, Compatibility, LevelCounts, OnSurface, Ruling, StepNeeded, WitnessFound, compatibility,
};
pub use emitters::facts::{facts_human, facts_json};
pub use emitters::human::{Color, HumanOptions, Problem, human, problem};
pub use emitters::json::{
    EditFound, Finding, FindingLabel, FixFound, Location, Report, ReportSummary, SCHEMA_URL, SeverityName, json,
    json_with, report, report_schema,
};
pub use published::published;
pub use summary::{Silenced, Summary};
