//! A working version against its baselines: loads them, has them judged, and gathers what came of it.

use crate::{
    config::Config,
    engine::Judged,
    inputs::{Compared, InputSet, Vault},
    lint,
};
use anyhow::{Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{SystemTime, UNIX_EPOCH};
use stipula_compat::{Date, Finding, Mode, Policies, RuleFinding, Waivers};
use stipula_diagnostics::{Diagnostic, Severity, codes};
use stipula_diff::{Kind, Version};
use stipula_model::{Contract, Surface};
use stipula_release::{Baseline, Bump, Document, Judgement, Versions};
use stipula_report::{Comparison, Step};
use stipula_source::Sources;

/// What the command line says about a comparison.
#[derive(Debug, Clone, Default)]
pub(crate) struct Terms {
    /// What must hold, for every contract.
    pub(crate) mode: Option<(Mode, bool)>,
    /// The surface of every standalone schema.
    pub(crate) surface: Option<Surface>,
    /// The day; today by default.
    pub(crate) today: Option<Date>,
    /// True if the working tree's own waivers are in force.
    pub(crate) own_waivers: bool,
}

impl Terms {
    fn adjust(&self, judged: &mut Judged) {
        let schemas = judged.model.contracts.iter_mut().filter(|contract| contract.schema.is_some());
        if let Some(surface) = self.surface {
            schemas.for_each(|contract| contract.surface = Some(surface));
        }
    }
}

/// The day that was asked for, else today: the only place that looks at a clock.
pub(crate) fn day(asked: Option<Date>) -> Date {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() / 86_400);
    asked.unwrap_or_else(|| Date::of_days(i64::try_from(now).unwrap_or_default()))
}

/// What a comparison came to.
#[derive(Debug, Default)]
pub(crate) struct Verdicts {
    /// The names of the baselines.
    pub(crate) baselines: Vec<String>,
    /// The findings.
    pub(crate) findings: Vec<Finding>,
    /// The baseline of each.
    pub(crate) against: Vec<usize>,
    /// The step that each contract needs.
    pub(crate) bumps: BTreeMap<String, Bump>,
    /// How many findings of rules were waived.
    pub(crate) waived_rules: usize,
    steps: Vec<Step>,
    contracts: usize,
}

impl Verdicts {
    /// For reports.
    pub(crate) fn comparison(&self) -> Comparison<'_> {
        Comparison {
            baselines: &self.baselines,
            findings: &self.findings,
            against: &self.against,
            steps: &self.steps,
            contracts: self.contracts,
        }
    }

    /// Findings about the first baseline.
    fn add(&mut self, findings: Vec<Finding>) {
        self.findings.extend(findings);
        self.against.resize(self.findings.len(), 0);
    }
}

/// Compares a repository with its baseline. What is wrong with waivers, policies and the baseline itself is added to
/// `faults`.
///
/// # Errors
/// When the baseline cannot be read.
pub(crate) fn compare(
    sources: &mut Sources,
    new: &mut Judged,
    compared: &Compared,
    config: &Config,
    terms: &Terms,
    faults: &mut Vec<Diagnostic>,
) -> Result<Verdicts> {
    terms.adjust(new);
    let documents = stipula_release::documents(new.version(sources));
    let mut loaded = load(sources, new, compared, config, &documents)?;
    loaded.judged.iter_mut().for_each(|judged| terms.adjust(judged));
    let waivers_from = match compared.waivers {
        Some(set) => Some(Judged::loaded(sources, &compared.inputs.sets[set], config)?),
        None => None,
    };
    let policies = policies(sources, new, loaded.judged.first(), terms, faults);
    let broken = match &compared.vault {
        Some(vault) => stipula_release::verify(sources, vault.root, &vault.lock, &vault.listed)?,
        None => Vec::new(),
    };
    let working = new.version(sources);
    let today = day(terms.today);
    let mut verdicts = judge(sources, working, &loaded, compared, &policies, today);
    if let Some(vault) = compared.vault.as_ref().filter(|_| compared.only.is_none()) {
        let explained = |document: &str| verdicts.bumps.get(document) == Some(&Bump::Major);
        let replayed = stipula_release::replay(working, &vault.lock, vault.root, &policies, &explained);
        verdicts.add(replayed);
    }
    let governing = if terms.own_waivers || config.compatibility.allow_own_waivers && compared.waivers.is_none() {
        Some(working)
    } else {
        let baseline = compared.baseline.and(loaded.judged.first());
        waivers_from.as_ref().or(baseline).map(|judged| judged.version(sources))
    };
    let is_rule = |id: &str| new.rules.as_ref().is_none_or(|rules| rules.contains(id));
    let waivers = Waivers::read(working, governing, &is_rule);
    let is_whole = compared.only.is_none() && compared.inputs.sets[0].meant.is_none();
    verdicts.waived_rules = hold(&waivers, Some(&mut verdicts.findings), faults, new, (sources, today, is_whole));
    // No waiver lets these pass: what was released is what it was.
    verdicts.add(broken);
    Ok(verdicts)
}

/// The waivers of the rules where nothing is compared: those of another version if one was named, else their own.
///
/// # Errors
/// When the version whose waivers govern cannot be read.
pub(crate) fn waive_rules(
    sources: &mut Sources,
    new: &Judged,
    compared: Option<&Compared>,
    config: &Config,
    (today, is_whole): (Date, bool),
    faults: &mut Vec<Diagnostic>,
) -> Result<usize> {
    let other = compared.and_then(|compared| Some(&compared.inputs.sets[compared.waivers?]));
    let other = other.map(|set| Judged::loaded(sources, set, config)).transpose()?;
    let working = new.version(sources);
    let governing = other.as_ref().map_or(working, |judged| judged.version(sources));
    let waivers =
        Waivers::read(working, Some(governing), &|id| new.rules.as_ref().is_none_or(|rules| rules.contains(id)));
    Ok(hold(&waivers, None, faults, new, (sources, today, is_whole)))
}

/// Holds waivers against findings of both kinds: marks the changes, takes out the findings of rules and says how many,
/// and adds what is wrong with the waivers.
fn hold(
    waivers: &Waivers,
    changes: Option<&mut [Finding]>,
    faults: &mut Vec<Diagnostic>,
    new: &Judged,
    (sources, today, is_whole): (&Sources, Date, bool),
) -> usize {
    let held = new.rules.as_ref().map(|rules| lint::waivable(faults, rules, waivers, (sources, &new.roots)));
    let (places, mut rules): (Vec<usize>, Vec<RuleFinding>) = held.into_iter().flatten().unzip();
    let of_rules = new.rules.is_some().then_some(rules.as_mut_slice());
    let found = waivers.apply(changes, of_rules, (sources, Some(today), is_whole));
    let held: Vec<_> = places.into_iter().zip(rules).collect();
    let waived = lint::drop_waived(faults, &held);
    // What validation says about the file is not said again.
    let known: BTreeSet<_> = faults.iter().map(|fault| (fault.place.file, fault.place.pointer.clone())).collect();
    faults.extend(found.into_iter().filter(|fault| {
        fault.code != codes::CONTRACT_INVALID
            || !known.iter().any(|(file, at)| *file == fault.place.file && fault.place.pointer.starts_with(at))
    }));
    waived
}

/// The baselines, loaded: the first, then older releases with the contracts that they count for.
struct Loaded {
    judged: Vec<Judged>,
    names: Vec<String>,
    counts_for: Vec<Option<BTreeSet<String>>>,
}

fn load(
    sources: &mut Sources,
    new: &Judged,
    compared: &Compared,
    config: &Config,
    documents: &BTreeMap<String, Document>,
) -> Result<Loaded> {
    let only = compared.only.as_ref().map(|path| BTreeSet::from([path.clone()]));
    let mut loaded = Loaded { judged: Vec::new(), names: vec![compared.name.clone()], counts_for: vec![only.clone()] };
    if let Some(set) = compared.baseline {
        loaded.judged.push(readable(sources, &compared.inputs.sets[set], config)?);
    } else if let Some(vault) = &compared.vault {
        let like = &compared.inputs.sets[0];
        let shelf = |sources: &mut Sources, vault: &Vault, versions: Versions| {
            let set = vault.shelf(sources, &versions, like);
            readable(sources, &set, config)
        };
        loaded.judged.push(shelf(sources, vault, vault.lock.latest())?);
        let (policies, _) = Policies::read(&new.model, sources, &new.roots);
        for (number, contracts) in vault.lock.older(&policies, documents) {
            loaded.judged.push(shelf(sources, vault, vault.lock.versions(number))?);
            loaded.names.push(format!("release {}", number + 1));
            let counts = contracts.into_iter().filter(|path| compared.only.as_ref().is_none_or(|only| only == path));
            loaded.counts_for.push(Some(counts.collect()));
        }
    }
    Ok(loaded)
}

/// A baseline. One that cannot be read to its end cannot be compared with; what else is wrong with it was wrong then.
fn readable(sources: &mut Sources, set: &InputSet, config: &Config) -> Result<Judged> {
    let judged = Judged::loaded(sources, set, config)?;
    let unread = judged
        .findings
        .iter()
        .find(|finding| finding.severity == Severity::Error && sources.file(finding.place.file).tree().is_empty());
    if let Some(finding) = unread {
        let name = sources.file(finding.place.file).name();
        bail!("the baseline cannot be compared with: {name}: {}", finding.message);
    }
    Ok(judged)
}

/// The policies in force: the baseline's, then the working tree's, and what the command line says instead.
fn policies(
    sources: &Sources,
    new: &Judged,
    old: Option<&Judged>,
    terms: &Terms,
    faults: &mut Vec<Diagnostic>,
) -> Policies {
    let (working, found) = Policies::read(&new.model, sources, &new.roots);
    // Validation has said so, in its own words, where it was asked.
    if faults.iter().all(|fault| fault.code != codes::CONTRACT_INVALID) {
        faults.extend(found);
    }
    let baseline = old.map(|old| Policies::read(&old.model, sources, &old.roots).0).unwrap_or_default();
    let policies = Policies::in_force(baseline, working);
    match terms.mode {
        Some((mode, transitive)) => policies.with_mode(mode, transitive),
        None => policies,
    }
}

fn judge(
    sources: &Sources,
    working: Version<'_>,
    loaded: &Loaded,
    compared: &Compared,
    policies: &Policies,
    today: Date,
) -> Verdicts {
    let baselines: Vec<Baseline<'_>> = loaded
        .judged
        .iter()
        .zip(&loaded.counts_for)
        .map(|(judged, counts_for)| Baseline { version: judged.version(sources), counts_for: counts_for.clone() })
        .collect();
    let Judgement { findings, against, bumps } = stipula_release::judge(&baselines, working, policies, Some(today));
    let is_meant = |path: &String| compared.only.as_ref().is_none_or(|only| only == path);
    let mut steps = steps(&bumps, &findings, working);
    steps.retain(|step| is_meant(&step.contract));
    Verdicts {
        baselines: loaded.names.clone(),
        findings,
        against,
        steps,
        bumps,
        waived_rules: 0,
        contracts: working.model.contracts.len(),
    }
}

/// The contracts that need another version, each beside what it declares.
fn steps(bumps: &BTreeMap<String, Bump>, findings: &[Finding], working: Version<'_>) -> Vec<Step> {
    let step = |(path, bump): (&String, &Bump)| {
        let (contract, needed) = (path.clone(), bump.name());
        Step { declared: declared(&contract, findings, working), contract, needed }
    };
    bumps.iter().filter(|(_, bump)| **bump > Bump::None).map(step).collect()
}

/// The step that a contract took itself: `1.2.0 → 1.2.1, patch`.
fn declared(path: &str, findings: &[Finding], working: Version<'_>) -> Option<String> {
    let is_it = |finding: &&Finding| finding.change.kind == Kind::ContractVersionChanged && finding.contract == path;
    let fact = findings.iter().find(is_it).map(|finding| &finding.fact);
    if let Some((before, after)) = fact.and_then(|fact| fact.before.as_deref().zip(fact.after.as_deref())) {
        let (before, after) = (before.trim_matches('"'), after.trim_matches('"'));
        let step = Bump::between(before, after).map(|bump| format!(", {}", bump.name())).unwrap_or_default();
        return Some(format!("{before} → {after}{step}"));
    }
    let is_here = |contract: &&Contract| working.roots.path_of(working.sources, contract.file) == path;
    let version = working.model.contracts.iter().find(is_here)?.version.as_ref()?;
    Some(format!("{version} as before"))
}

/// Compares two versions that were named.
///
/// # Errors
/// When one cannot be read.
pub(crate) fn compare_pair(
    sources: &mut Sources,
    [new, old]: [&InputSet; 2],
    name: &str,
    config: &Config,
    terms: &Terms,
) -> Result<(Verdicts, Vec<Diagnostic>)> {
    let mut new = Judged::loaded(sources, new, config)?;
    let mut old = readable(sources, old, config)?;
    terms.adjust(&mut new);
    terms.adjust(&mut old);
    let mut faults = std::mem::take(&mut new.findings);
    let policies = policies(sources, &new, Some(&old), terms, &mut faults);
    let working = new.version(sources);
    let baseline = Baseline { version: old.version(sources), counts_for: None };
    let today = day(terms.today);
    let Judgement { mut findings, against, bumps } =
        stipula_release::judge(&[baseline], working, &policies, Some(today));
    let governing = if terms.own_waivers { working } else { old.version(sources) };
    let waivers = Waivers::read(working, Some(governing), &|id| stipula_lint::rules::position(id).is_some());
    faults.extend(waivers.apply(Some(&mut findings), None, (sources, Some(today), false)));
    let steps = steps(&bumps, &findings, working);
    let baselines = vec![name.to_owned()];
    let contracts = working.model.contracts.len();
    Ok((Verdicts { baselines, findings, against, bumps, waived_rules: 0, steps, contracts }, faults))
}
