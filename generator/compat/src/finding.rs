//! Findings: a fact with its verdict on each surface.

use crate::{Change, Level};
use serde_json::Value;
use stipula_diagnostics::Place;
use stipula_diff::{Carrier, Fact};
use stipula_model::Surface;
use stipula_oracle::{Proof, Undecided};

/// What a verdict may rely on about the other side. A verdict that depends on one names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Assumption {
    /// Readers ignore unknown properties (Schema-first contracts §30).
    TolerantReader,
    /// Writers send declared properties only.
    ClosedWriter,
    /// Readers keep unknown values of enums that are declared open.
    ExtensibleEnum,
    /// `format` is checked, not only noted.
    FormatAsserted,
    /// Old values are read again.
    Replay,
    /// Old software meets new values.
    Rollback,
}

impl Assumption {
    /// All six.
    pub const ALL: [Assumption; 6] = [
        Assumption::TolerantReader,
        Assumption::ClosedWriter,
        Assumption::ExtensibleEnum,
        Assumption::FormatAsserted,
        Assumption::Replay,
        Assumption::Rollback,
    ];

    /// The name in policies and reports.
    pub fn name(self) -> &'static str {
        match self {
            Assumption::TolerantReader => "tolerant-reader",
            Assumption::ClosedWriter => "closed-writer",
            Assumption::ExtensibleEnum => "extensible-enum",
            Assumption::FormatAsserted => "format-asserted",
            Assumption::Replay => "replay",
            Assumption::Rollback => "rollback",
        }
    }

    /// The assumption with this name.
    pub fn find(name: &str) -> Option<Assumption> {
        Self::ALL.into_iter().find(|assumption| assumption.name() == name)
    }
}

/// What a change does to the set of accepted values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Nothing.
    Same,
    /// Less is accepted.
    Narrows,
    /// More is accepted.
    Widens,
    /// Some values are no longer accepted, others became acceptable.
    Incomparable,
    /// It is not known.
    Undecided,
}

/// A value that one version accepts and the other rejects, in the whole thing that carries it.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// What carries it.
    pub carrier: Carrier,
    /// The whole payload.
    pub value: Value,
    /// True if the old version accepts and the new one rejects it; false for the opposite.
    pub old_accepts: bool,
    /// Where in the payload the fault is, as a JSON Pointer.
    pub at: String,
    /// The keyword that rejects it.
    pub keyword: String,
}

/// What a verdict rests on.
#[derive(Debug, Clone, PartialEq)]
pub enum Evidence {
    /// An inclusion that was proved.
    Proved(Proof),
    /// A payload that shows the break.
    Witness(Box<Shown>),
    /// A rule of the change's page.
    Declared,
    /// A deprecation whose sunset has passed.
    Retired,
    /// Nothing: it is undecided, and why.
    Undecided(Undecided),
}

/// A level and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// How much it weighs.
    pub level: Level,
    /// What it rests on.
    pub evidence: Evidence,
}

/// The verdict on one surface.
#[derive(Debug, Clone, PartialEq)]
pub struct SurfaceVerdict {
    /// The surface; `None` where a contract does not say which it stands on, and it is judged in both directions.
    pub surface: Option<Surface>,
    /// What the change does to the accepted values there; `None` for declared verdicts.
    pub effect: Option<Effect>,
    /// The verdict when nothing is assumed.
    pub exact: Verdict,
    /// The verdict under the assumptions of the policy.
    pub assumed: Verdict,
    /// The assumptions without which the second verdict would be another.
    pub depends_on: Vec<Assumption>,
}

/// One edit with its verdicts.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The kind of change.
    pub change: &'static Change,
    /// The fact.
    pub fact: Fact,
    /// The path of the contract, in the new version unless it is gone.
    pub contract: String,
    /// What is to be seen: a lower-case fragment with the concrete names.
    pub message: String,
    /// The place in the old version.
    pub old: Place,
    /// The place in the new version.
    pub new: Place,
    /// The heaviest of the verdicts under the policy.
    pub level: Level,
    /// The verdicts, surface by surface.
    pub surfaces: Vec<SurfaceVerdict>,
    /// The payloads that the change reaches.
    pub reach: Vec<Carrier>,
    /// The operations, channels and messages that it reaches otherwise.
    pub also: Vec<String>,
    /// `sha256:…` over change, contract, surfaces, pointer, old and new values.
    pub fingerprint: String,
    /// Why the gate lets it through, if a waiver says so.
    pub waived: Option<String>,
}
