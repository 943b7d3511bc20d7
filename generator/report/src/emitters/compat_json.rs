//! Comparisons as JSON, for programs: a part of the report.

use super::compat::{Comparison, Step, carrier, fails, proof};
use super::json::{Location, location};
use crate::positions::Positions;
use schemars::JsonSchema;
use serde::Serialize;
use stipula_compat::{Effect, Evidence, Finding, Level, SurfaceVerdict, Verdict};
use stipula_source::Sources;

/// How contracts compare with the versions before them.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Compatibility {
    /// True if nothing keeps the gate closed.
    pub compatible: bool,
    /// The versions that were compared with, the latest first.
    pub baselines: Vec<String>,
    /// The contracts of the new version.
    pub contracts: usize,
    /// How many changes there are of each level.
    pub summary: LevelCounts,
    /// The changes, by place.
    pub changes: Vec<ChangeFound>,
    /// The contracts that need another version.
    pub steps: Vec<StepNeeded>,
}

/// How many changes there are.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct LevelCounts {
    /// Changes that break somebody and are not waived.
    pub breaking: usize,
    /// Changes that break those who rely on more than they were promised, and are not waived.
    pub risky: usize,
    /// Changes that a person has to look at, and are not waived.
    pub review: usize,
    /// Changes that nobody notices.
    pub safe: usize,
    /// Changes of what people read.
    pub docs: usize,
    /// Changes that a waiver lets pass.
    pub waived: usize,
}

/// A contract that needs another version.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct StepNeeded {
    /// Its path.
    pub contract: String,
    /// `major`, `minor` or `patch`.
    pub step: String,
    /// What it declares, such as `1.2.0 → 1.2.1, patch`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared: Option<String>,
}

/// One change.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChangeFound {
    /// The kind of change, in kebab case.
    pub change: String,
    /// The heaviest verdict: `BREAKING`, `RISKY`, `REVIEW`, `SAFE` or `DOCS`.
    pub level: String,
    /// `WIRE`, or `SOURCE` where only generated code notices.
    pub scope: String,
    /// True if it keeps the gate closed.
    pub fails: bool,
    /// The path of the contract below its root.
    pub contract: String,
    /// What is to be seen: a lower-case fragment.
    pub message: String,
    /// The baseline that it is against.
    pub baseline: String,
    /// Where it is seen in the old version.
    pub old: Location,
    /// Where it is seen in the new version.
    pub new: Location,
    /// The verdict on each surface.
    pub surfaces: Vec<OnSurface>,
    /// What it reaches.
    pub reach: Vec<String>,
    /// What a waiver names.
    #[schemars(regex(pattern = r"^sha256:[0-9a-f]{64}$"))]
    pub fingerprint: String,
    /// Why the gate lets it pass.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waived: Option<String>,
}

/// The verdict on a surface.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OnSurface {
    /// Its name; absent where the contract does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surface: Option<String>,
    /// `same`, `narrows`, `widens`, `incomparable` or `undecided`; absent for verdicts by rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effect: Option<String>,
    /// The verdict when nothing is assumed.
    pub exact: Ruling,
    /// The verdict under the assumptions of the policy.
    pub assumed: Ruling,
    /// The assumptions without which it would be another.
    pub depends_on: Vec<String>,
}

/// A level and what it rests on.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Ruling {
    /// How much it weighs.
    pub level: String,
    /// `proved`, `witness`, `declared`, `retired` or `undecided`.
    pub evidence: String,
    /// How it was proved, or why it is undecided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The payload that shows the break.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub witness: Option<WitnessFound>,
}

/// A payload that one version accepts and the other rejects.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct WitnessFound {
    /// What carries it.
    pub carrier: String,
    /// The whole payload.
    pub value: serde_json::Value,
    /// Which version accepts it, `old` or `new`; the other one rejects it.
    pub accepted_by: String,
    /// Where in the payload the fault is, as a JSON Pointer.
    pub at: String,
    /// The keyword that rejects it.
    pub keyword: String,
}

/// The comparison as data.
pub fn compatibility(comparison: &Comparison<'_>, sources: &Sources) -> Compatibility {
    let places = comparison.findings.iter().flat_map(|finding| [&finding.old, &finding.new]);
    let positions = Positions::of_places(places, sources);
    let changes = comparison.findings.iter().enumerate().map(|(number, finding)| {
        let baseline = comparison.against.get(number).and_then(|number| comparison.baselines.get(*number));
        change(finding, baseline.cloned().unwrap_or_default(), sources, &positions)
    });
    let step = |step: &Step| StepNeeded {
        contract: step.contract.clone(),
        step: step.needed.to_owned(),
        declared: step.declared.clone(),
    };
    Compatibility {
        compatible: !comparison.fails(),
        baselines: comparison.baselines.to_vec(),
        contracts: comparison.contracts,
        summary: counts(comparison.findings),
        changes: changes.collect(),
        steps: comparison.steps.iter().map(step).collect(),
    }
}

fn counts(findings: &[Finding]) -> LevelCounts {
    let count = |level| findings.iter().filter(|f| f.level == level && f.waived.is_none()).count();
    LevelCounts {
        breaking: count(Level::Breaking),
        risky: count(Level::Risky),
        review: count(Level::Review),
        safe: count(Level::Safe),
        docs: count(Level::Docs),
        waived: findings.iter().filter(|finding| finding.waived.is_some()).count(),
    }
}

fn change(finding: &Finding, baseline: String, sources: &Sources, positions: &Positions) -> ChangeFound {
    ChangeFound {
        change: finding.change.kind.id().to_owned(),
        level: finding.level.name().to_owned(),
        scope: finding.change.scope.name().to_owned(),
        fails: fails(finding),
        contract: finding.contract.clone(),
        message: finding.message.clone(),
        baseline,
        old: location(&finding.old, sources, positions),
        new: location(&finding.new, sources, positions),
        surfaces: finding.surfaces.iter().map(on_surface).collect(),
        reach: finding.reach.iter().map(carrier).chain(finding.also.iter().cloned()).collect(),
        fingerprint: finding.fingerprint.clone(),
        waived: finding.waived.clone(),
    }
}

fn on_surface(verdict: &SurfaceVerdict) -> OnSurface {
    OnSurface {
        surface: verdict.surface.map(|surface| surface.name().to_owned()),
        effect: verdict.effect.map(|effect| effect_name(effect).to_owned()),
        exact: ruling(&verdict.exact),
        assumed: ruling(&verdict.assumed),
        depends_on: verdict.depends_on.iter().map(|assumption| assumption.name().to_owned()).collect(),
    }
}

fn effect_name(effect: Effect) -> &'static str {
    match effect {
        Effect::Same => "same",
        Effect::Narrows => "narrows",
        Effect::Widens => "widens",
        Effect::Incomparable => "incomparable",
        Effect::Undecided => "undecided",
    }
}

fn ruling(verdict: &Verdict) -> Ruling {
    let (evidence, detail) = match &verdict.evidence {
        Evidence::Proved(how) => ("proved", Some(proof(*how).to_owned())),
        Evidence::Witness(_) => ("witness", None),
        Evidence::Declared => ("declared", None),
        Evidence::Retired => ("retired", None),
        Evidence::Undecided(why) => ("undecided", Some(format!("{} at \"{}\"", why.reason, why.pointer))),
    };
    let witness = match &verdict.evidence {
        Evidence::Witness(shown) => Some(WitnessFound {
            carrier: carrier(&shown.carrier),
            value: shown.value.clone(),
            accepted_by: if shown.old_accepts { "old" } else { "new" }.to_owned(),
            at: shown.at.clone(),
            keyword: shown.keyword.clone(),
        }),
        _ => None,
    };
    Ruling { level: verdict.level.name().to_owned(), evidence: evidence.to_owned(), detail, witness }
}
