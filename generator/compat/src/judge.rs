//! Judges what differs.
//!
//! ```text
//! Diff ─► cases: fact × terms of the payloads that reach it ─► trials: case × direction ─► outcomes
//!                                                              oracle, exact and assumed      │
//! facts that a rule judges ─► declared ──────────────────────────────────────────────────► Finding
//! ```
//!
//! Every payload that differs is either proved compatible in each direction that must hold, or has a finding that covers
//! it: what no fact explains is reported as `schema-changed`.

mod cases;
mod court;
mod declared;
mod inclusion;
mod present;

use crate::policy::Policies;
use crate::{Date, Finding};
use cases::Cases;
use stipula_diff::{Diff, Version};
use stipula_oracle::Counters;

/// What is to be judged.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// The released version, or whatever stands in for it.
    pub old: Version<'a>,
    /// The working version.
    pub new: Version<'a>,
    /// What must hold for which contract.
    pub policies: &'a Policies,
    /// The day on which sunsets are held against; without it nothing has ended.
    pub today: Option<Date>,
}

/// What judging came to.
#[derive(Debug)]
pub struct Report {
    /// The findings, sorted by place and kind of change.
    pub findings: Vec<Finding>,
    /// What was asked of the oracle, and what it could answer.
    pub counters: Counters,
}

/// Compares two versions and judges every difference.
pub fn judge(question: &Question<'_>) -> Report {
    let diff = stipula_diff::diff(question.old, question.new);
    judge_diff(question, &diff)
}

/// Judges differences that are already known.
pub fn judge_diff(question: &Question<'_>, diff: &Diff) -> Report {
    let cases = Cases::of(question, diff);
    let inclusions = inclusion::decide(question, diff, &cases);
    let findings = present::findings(question, diff, &cases, &inclusions);
    Report { findings, counters: inclusions.counters }
}
