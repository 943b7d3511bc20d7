//! Facts and verdicts as findings.

use super::Question;
use super::cases::Cases;
use super::declared;
use super::inclusion::{Decided, Inclusions};
use crate::fingerprint::{Identity, fingerprint};
use crate::{Assumption, Change, Evidence, Finding, Judged, Level, SurfaceVerdict, Verdict, changes};
use std::collections::BTreeMap;
use stipula_diff::{About, Carrier, Diff, Fact, Kind};
use stipula_model::{NodeRef, Surface};

/// All findings, sorted by place and kind.
pub(crate) fn findings(question: &Question<'_>, diff: &Diff, cases: &Cases, inclusions: &Inclusions) -> Vec<Finding> {
    let mut by_fact: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, case) in cases.all.iter().enumerate() {
        by_fact.entry(case.fact).or_default().push(number);
    }
    let none = Vec::new();
    let mut findings: Vec<Finding> = Vec::new();
    for (number, fact) in diff.facts.iter().enumerate() {
        let mut surfaces = Surfaces::default();
        for case in by_fact.get(&number).unwrap_or(&none) {
            let effect = inclusions.effects.get(&number).copied();
            surfaces.add(cases.all[*case].surface, effect, &inclusions.cases[*case]);
        }
        let change = changes::of(fact.kind);
        if !inclusions.moved.contains(&number) {
            surfaces.declare(question, diff, change, fact);
        }
        findings.push(finding(question, fact.clone(), surfaces, reach(diff, fact)));
        findings.extend(ends_too_early(question, diff, fact));
    }
    for (payload, decided) in &inclusions.unexplained {
        findings.push(unexplained(question, diff, *payload, decided));
    }
    findings.sort_by(|a, b| key(a).cmp(&key(b)));
    findings
}

fn key(finding: &Finding) -> (&stipula_diagnostics::Place, &stipula_diagnostics::Place, Kind, &Option<String>) {
    (&finding.new, &finding.old, finding.change.kind, &finding.fact.name)
}

/// The verdicts of one fact, surface by surface.
#[derive(Default)]
struct Surfaces(BTreeMap<Option<Surface>, SurfaceVerdict>);

impl Surfaces {
    /// Adds what the oracle decided; of several policies on one surface the strictest counts.
    fn add(&mut self, surface: Option<Surface>, effect: Option<crate::Effect>, decided: &Decided) {
        let verdict = SurfaceVerdict {
            surface,
            effect,
            exact: decided.exact.clone(),
            assumed: decided.assumed.clone(),
            depends_on: decided.depends_on.clone(),
        };
        match self.0.get_mut(&surface) {
            Some(known) if (known.assumed.level, known.exact.level) >= (verdict.assumed.level, verdict.exact.level) => {
            }
            Some(known) => *known = verdict,
            None => drop(self.0.insert(surface, verdict)),
        }
    }

    /// Adds what the rule of the change says.
    fn declare(&mut self, question: &Question<'_>, diff: &Diff, change: &Change, fact: &Fact) {
        if matches!(change.judged, Judged::ByInclusion) {
            return;
        }
        for surface in declared::surfaces(question, diff, fact) {
            let Some(rule) = declared::verdict(question, change, fact, surface) else { continue };
            match self.0.get_mut(&surface) {
                Some(known) => weigh(known, &rule),
                None => {
                    let (exact, assumed) = (rule.clone(), rule);
                    let verdict = SurfaceVerdict { surface, effect: None, exact, assumed, depends_on: Vec::new() };
                    self.0.insert(surface, verdict);
                }
            }
        }
    }

    fn level(&self) -> Option<Level> {
        self.0.values().map(|verdict| verdict.assumed.level).max()
    }
}

/// The oracle's verdict, or the rule's where that weighs more. What has been retired breaks nobody who kept to the
/// agreement, whatever a payload shows.
fn weigh(known: &mut SurfaceVerdict, rule: &Verdict) {
    if rule.evidence == Evidence::Retired {
        known.assumed = rule.clone();
        known.depends_on.clear();
        return;
    }
    for verdict in [&mut known.exact, &mut known.assumed] {
        if rule.level > verdict.level {
            *verdict = rule.clone();
        }
    }
    if known.exact.level == known.assumed.level {
        known.depends_on.clear();
    }
}

fn finding(question: &Question<'_>, fact: Fact, surfaces: Surfaces, reach: Vec<Carrier>) -> Finding {
    let change = changes::of(fact.kind);
    let contract = contract(question, &fact);
    let old = fact.old.place(question.old.sources);
    let new = fact.new.place(question.new.sources);
    let level = surfaces.level().unwrap_or(Level::Safe);
    let on: Vec<Option<Surface>> = surfaces.0.keys().copied().collect();
    let pointer = if is_gone(&fact) { &old.pointer } else { &new.pointer };
    // What is gone from one place shares that place with all that is gone from it: the name tells them apart.
    let before = match (&fact.name, &fact.before) {
        (Some(name), Some(before)) => Some(format!("{name}: {before}")),
        (name, before) => before.clone().or_else(|| name.clone()),
    };
    let (before, after) = (before.as_deref(), fact.after.as_deref());
    let identity = Identity { change: fact.kind, contract: &contract, surfaces: &on, pointer, old: before, new: after };
    let fingerprint = fingerprint(&identity);
    let message = message(&fact);
    let surfaces = surfaces.0.into_values().collect();
    let also = subjects(&fact);
    Finding { change, fact, contract, message, old, new, level, surfaces, reach, also, fingerprint, waived: None }
}

/// True if the new version has nothing to point at but what it was part of.
fn is_gone(fact: &Fact) -> bool {
    fact.after.is_none() && fact.before.is_some()
}

/// The path of the file in the version that still has it.
fn contract(question: &Question<'_>, fact: &Fact) -> String {
    let path = |version: stipula_diff::Version<'_>, at: NodeRef| version.roots.path_of(version.sources, at.file);
    match fact.kind {
        Kind::ContractRemoved | Kind::MachineRemoved => path(question.old, fact.old),
        _ => path(question.new, fact.new),
    }
}

/// What happened, with the concrete names.
fn message(fact: &Fact) -> String {
    let title = fact.kind.title();
    let name = fact.name.as_ref().map(|name| format!(": `{name}`")).unwrap_or_default();
    match (&fact.before, &fact.after) {
        (Some(before), Some(after)) if before != after => {
            let from = first_difference(before, after);
            format!("{title}{name}: {} became {}", cut(before, from), cut(after, from))
        }
        (None, Some(only)) | (Some(only), None) if fact.name.is_none() => format!("{title}: {}", cut(only, 0)),
        _ => format!("{title}{name}"),
    }
}

/// Where to begin when two long values are shown: a little before they differ, in characters.
fn first_difference(a: &str, b: &str) -> usize {
    const CONTEXT: usize = 24;
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    if same > 2 * CONTEXT { same - CONTEXT } else { 0 }
}

/// Some characters of a value.
fn cut(text: &str, from: usize) -> String {
    const MOST: usize = 60;
    let mut letters = text.chars().skip(from);
    let shown: String = letters.by_ref().take(MOST).collect();
    let (before, after) = (if from > 0 { "…" } else { "" }, if letters.next().is_some() { "…" } else { "" });
    format!("{before}{shown}{after}")
}

/// What the change reaches.
fn reach(diff: &Diff, fact: &Fact) -> Vec<Carrier> {
    let About::Schema(pair, _) = &fact.about else { return Vec::new() };
    let mut reach: Vec<Carrier> =
        diff.schemas[*pair].reach.iter().map(|reach| diff.payloads[reach.payload].carrier.clone()).collect();
    reach.sort();
    reach.dedup();
    reach
}

/// The operation, channel or message that a fact is about, and those that share what was edited.
fn subjects(fact: &Fact) -> Vec<String> {
    let own = match &fact.about {
        About::Operation { operation, .. } => Some(operation.clone()),
        About::Event { subject, .. } => Some(subject.clone()),
        _ => None,
    };
    own.into_iter().chain(fact.also.iter().cloned()).collect()
}

/// A payload that is not compatible, and no single edit of which says why.
fn unexplained(question: &Question<'_>, diff: &Diff, payload: usize, decided: &Decided) -> Finding {
    let payload = &diff.payloads[payload];
    // The payload that shows the break stands for the values that changed: a waiver covers this break and no other.
    let shown = [&decided.assumed.evidence, &decided.exact.evidence].into_iter().find_map(|evidence| match evidence {
        Evidence::Witness(shown) => Some(shown.value.to_string()),
        _ => None,
    });
    let fact = Fact {
        kind: Kind::SchemaChanged,
        about: About::Contract { contract: payload.contract },
        old: question.old.model.schemas.get(payload.old).at,
        new: question.new.model.schemas.get(payload.new).at,
        name: None,
        before: None,
        after: shown,
        also: Vec::new(),
    };
    let mut surfaces = Surfaces::default();
    surfaces.add(payload.surface, None, decided);
    finding(question, fact, surfaces, vec![payload.carrier.clone()])
}

/// What ends before the window of its policy is over (API and event design §18.2: retire after the agreed window).
fn ends_too_early(question: &Question<'_>, diff: &Diff, fact: &Fact) -> Option<Finding> {
    let announces = matches!(
        fact.kind,
        Kind::SunsetChanged
            | Kind::OperationDeprecated
            | Kind::ParameterDeprecated
            | Kind::SchemaDeprecated
            | Kind::MessageDeprecated
    );
    let today = question.today.filter(|_| announces)?;
    let node = fact.new.get(question.new.sources);
    let owner = if node.get("x-sunset").is_some() { Some(node) } else { node.parent() };
    let text = owner?.get_str("x-sunset")?;
    let sunset = crate::Date::parse(text.get(..10)?)?;
    let surfaces = declared::surfaces(question, diff, fact);
    let path = contract(question, fact);
    let window = surfaces.iter().map(|surface| question.policies.governing(&path, *surface).window).max()?;
    let earliest = today.after(window);
    (sunset < earliest).then(|| {
        let after = format!("{text}, before {earliest}");
        let fact = Fact { kind: Kind::SunsetTooEarly, before: None, after: Some(after), ..fact.clone() };
        let mut verdicts = Surfaces::default();
        verdicts.declare(question, diff, changes::of(fact.kind), &fact);
        finding(question, fact, verdicts, Vec::new())
    })
}

impl SurfaceVerdict {
    /// True if the verdict under the policy is another than the exact one.
    pub fn depends_on_assumptions(&self) -> bool {
        self.exact.level != self.assumed.level
    }

    /// The assumptions by name, as in `closed-writer + tolerant-reader`.
    pub fn assumptions(&self) -> String {
        self.depends_on.iter().map(|it: &Assumption| it.name()).collect::<Vec<_>>().join(" + ")
    }
}

impl Verdict {
    /// The undecided reason, where there is one.
    pub fn undecided(&self) -> Option<&stipula_oracle::Undecided> {
        match &self.evidence {
            Evidence::Undecided(why) => Some(why),
            _ => None,
        }
    }
}
