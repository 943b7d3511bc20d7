//! Lint as the command line puts it together: settings, evidence, waivers, baselines, fixes.

use crate::{
    config::Config,
    engine::{Judged, Outcome},
    inputs::{InputEvidence, InputSet},
    write,
};
use anyhow::{Context, Result};
use rustc_hash::FxHashSet;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};
use stipula_compat::{Date, RuleFinding, Waivers};
use stipula_diagnostics::{Diagnostic, FileId, Fix, Severity, codes};
use stipula_lint::{Baseline, Evidence, Input, Known, Profile, Released, Settings, Update, fingerprint, fix, lint};
use stipula_model::Roots;
use stipula_release::Lock;
use stipula_report::Silenced;
use stipula_source::Sources;

/// What the command line says about lint.
#[derive(Debug, Clone, Default)]
pub(crate) struct Terms {
    /// Another profile than the configuration's.
    pub(crate) profile: Option<Profile>,
    /// The only rules that speak; all by default.
    pub(crate) rules: Vec<String>,
    /// The day; today by default.
    pub(crate) today: Option<Date>,
}

impl Terms {
    fn settings(&self, config: &Config) -> Settings {
        // A rule that is asked for by name speaks, whatever profile has it.
        let profile = if self.rules.is_empty() { self.profile } else { Some(Profile::Platform) };
        let mut settings = config.lint_settings(profile);
        settings.today = self.today.map(|today| today.to_string()).and_then(|day| day.parse().ok());
        if !self.rules.is_empty() {
            settings.keep_only(&self.rules);
        }
        settings
    }
}

/// Applies the rules to a set that was loaded, and adds what they say to its findings. Says how many were ignored or
/// attested.
///
/// # Errors
/// When evidence cannot be read at all.
pub(crate) fn apply(
    sources: &mut Sources,
    set: &InputSet,
    judged: &mut Judged,
    config: &Config,
    (terms, lock): (&Terms, Option<&Lock>),
) -> Result<Silenced> {
    let settings = terms.settings(config);
    let (evidence, faults) = evidence(sources, set, judged, lock)?;
    let meant = meant(sources, set, &judged.roots);
    let input = Input {
        sources,
        model: &judged.model,
        roots: &judged.roots,
        settings: &settings,
        evidence: &evidence,
        is_repository: set.is_repository,
        is_meant: &|file| meant.contains(&file),
    };
    let linted = lint(&input);
    judged.findings.extend(faults);
    judged.findings.extend(linted.findings);
    judged.rules = Some(settings.ids());
    Ok(Silenced { ignored: linted.ignored, attested: linted.attested, ..Silenced::default() })
}

/// What rules know beside the contracts.
fn evidence(
    sources: &mut Sources,
    set: &InputSet,
    judged: &Judged,
    lock: Option<&Lock>,
) -> Result<(Evidence, Vec<Diagnostic>)> {
    let (mut files, mut faults) = (Vec::new(), Vec::new());
    for InputEvidence { kind, root, files: paths } in &set.evidence {
        let read = if kind.is_text() { sources.load_texts(*root, paths) } else { sources.load(*root, paths) };
        faults.extend(read?);
        files.extend(paths.iter().filter_map(|path| Some((*kind, sources.find(*root, path)?))));
    }
    let (mut evidence, found) = Evidence::read(sources, &judged.model, &files);
    faults.extend(found);
    evidence.released = lock.map(released).unwrap_or_default();
    Ok((evidence, faults))
}

/// The released versions of each document.
fn released(lock: &Lock) -> BTreeMap<String, Vec<Released>> {
    let mut found: BTreeMap<String, Vec<Released>> = BTreeMap::new();
    for release in &lock.releases {
        for (document, version) in &release.versions {
            let date = release.date.as_deref().and_then(|date| date.parse().ok());
            let digest = lock.digest(document, version).unwrap_or_default().to_owned();
            found.entry(document.clone()).or_default().push(Released { version: version.to_string(), date, digest });
        }
    }
    found
}

/// The files that findings are wanted about, in their order.
pub(crate) fn files(sources: &Sources, set: &InputSet, roots: &Roots) -> Vec<FileId> {
    let mut files: Vec<FileId> = meant(sources, set, roots).into_iter().collect();
    files.sort_unstable();
    files
}

/// The files that findings are wanted about.
fn meant(sources: &Sources, set: &InputSet, roots: &Roots) -> FxHashSet<FileId> {
    let is_meant = |path: &str| match &set.meant {
        None => true,
        Some(meant) => meant
            .iter()
            .any(|own| own == path || path.strip_prefix(own.as_str()).is_some_and(|rest| rest.starts_with('/'))),
    };
    let files = set.files.iter().filter(|file| is_meant(&file.path));
    files.filter_map(|file| sources.find(roots.main, &file.path)).collect()
}

/// Of a part of a repository, drops what is found in files that are neither meant nor referred to by what is meant.
pub(crate) fn keep_meant(sources: &Sources, set: &InputSet, judged: &mut Judged) {
    if set.meant.is_none() {
        return;
    }
    let mut kept = meant(sources, set, &judged.roots);
    let mut edges: BTreeMap<FileId, BTreeSet<FileId>> = BTreeMap::new();
    for (from, reference) in judged.model.schemas.references() {
        edges.entry(from.file).or_default().insert(reference.target.file);
    }
    let mut queue: Vec<FileId> = kept.iter().copied().collect();
    while let Some(file) = queue.pop() {
        let targets = edges.get(&file).into_iter().flatten();
        queue.extend(targets.filter(|target| kept.insert(**target)).copied().collect::<Vec<_>>());
    }
    judged.findings.retain(|finding| kept.contains(&finding.place.file));
}

/// The findings of rules about which there is a waiver in force, so that the waiver can be held against them.
pub(crate) fn waivable(
    findings: &[Diagnostic],
    rules: &BTreeSet<String>,
    waivers: &Waivers,
    (sources, roots): (&Sources, &Roots),
) -> Vec<(usize, RuleFinding)> {
    let own = findings.iter().enumerate().filter(|(_, finding)| rules.contains(finding.code.id()));
    let mentioned = own.filter_map(|(n, finding)| {
        let (rule, contract) = (finding.code.id(), roots.path_of(sources, finding.place.file));
        let pointer = finding.place.pointer.clone();
        let finding = waivers.mention(rule, &contract, &pointer).then(|| RuleFinding {
            rule: rule.to_owned(),
            fingerprint: fingerprint(rule, &contract, &finding.place, sources),
            contract,
            pointer,
            is_waived: false,
        })?;
        Some((n, finding))
    });
    mentioned.collect()
}

/// Takes out the waived ones, and says how many.
pub(crate) fn drop_waived(findings: &mut Vec<Diagnostic>, held: &[(usize, RuleFinding)]) -> usize {
    let waived: BTreeSet<usize> = held.iter().filter(|(_, finding)| finding.is_waived).map(|(n, _)| *n).collect();
    let mut n = 0;
    findings.retain(|_| {
        n += 1;
        !waived.contains(&(n - 1))
    });
    waived.len()
}

/// Writes into each finding of a rule what a waiver of it is tied to.
pub(crate) fn mark(findings: &mut [Diagnostic], rules: &BTreeSet<String>, sources: &Sources) {
    for finding in findings.iter_mut().filter(|finding| rules.contains(finding.code.id())) {
        let contract = sources.file(finding.place.file).path();
        finding.fingerprint = Some(fingerprint(finding.code.id(), contract, &finding.place, sources));
    }
}

/// Codes that no baseline takes: contracts that cannot be read, and what is wrong with exceptions.
fn is_lasting(finding: &Diagnostic, sources: &Sources) -> bool {
    let is_exception = finding.code.id().starts_with("waiver-");
    let is_unread = finding.code == codes::SYNTAX_ERROR || sources.file(finding.place.file).tree().is_empty();
    !is_exception && !is_unread
}

fn known(finding: &Diagnostic, sources: &Sources) -> Option<Known> {
    is_lasting(finding, sources)
        .then(|| Known::of(finding, sources, || sources.file(finding.place.file).path().to_owned()))
}

/// A baseline file as it is on disk; an absent one is empty.
///
/// # Errors
/// When it cannot be read or is none.
pub(crate) fn read_baseline(path: &Path) -> Result<Option<Baseline>> {
    let Some(text) = write::read_if_there(path)? else { return Ok(None) };
    let parsed = Baseline::parse(&text).map_err(|error| anyhow::anyhow!("{error}"));
    parsed.with_context(|| format!("{} is no baseline", path.display())).map(Some)
}

/// Takes out what a baseline knows, and says how many.
pub(crate) fn drop_known(outcome: &mut Outcome, baseline: &Baseline) -> usize {
    let sources = &outcome.sources;
    Diagnostic::sort(&mut outcome.findings);
    baseline.subtract(&mut outcome.findings, |finding| known(finding, sources))
}

/// What was found, as a baseline.
pub(crate) fn as_baseline(findings: &[Diagnostic], sources: &Sources) -> Baseline {
    Baseline::of(findings.iter().filter_map(|finding| known(finding, sources)))
}

/// Merges what was found into a baseline file and writes it.
///
/// # Errors
/// When the file cannot be written.
pub(crate) fn update_baseline(path: &Path, before: Option<Baseline>, outcome: &Outcome) -> Result<(Baseline, Update)> {
    let mut baseline = before.unwrap_or_default();
    let judged = outcome.judged.iter().map(|file| outcome.sources.file(*file).path().to_owned()).collect();
    let update = baseline.update(&as_baseline(&outcome.findings, &outcome.sources), &judged);
    write::replace(path, baseline.to_text().as_bytes())?;
    Ok((baseline, update))
}

/// What fixing came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Fixed {
    pub(crate) findings: usize,
    pub(crate) files: usize,
}

/// Applies the fixes of findings to files on disk.
///
/// # Errors
/// When a file cannot be written, or a fix would damage it: then nothing of that file is changed.
pub(crate) fn fix_files(findings: &[Diagnostic], sources: &Sources) -> Result<Fixed> {
    let mut by_file: BTreeMap<FileId, Vec<&Fix>> = BTreeMap::new();
    for finding in findings {
        if let Some(fix) = &finding.fix
            && Path::new(sources.file(finding.place.file).name()).is_file()
        {
            by_file.entry(finding.place.file).or_default().push(fix);
        }
    }
    let mut fixed = Fixed::default();
    for (id, fixes) in by_file {
        let file = sources.file(id);
        let (text, applied) = fix::apply(file.tree().text(), &fixes);
        let (_, faults) = stipula_source::read(id, file.path(), text.clone().into_bytes(), sources.limits());
        if let Some(fault) = faults.iter().find(|fault| fault.severity == Severity::Error) {
            anyhow::bail!("a fix would damage {}, so it is left as it is: {}", file.name(), fault.message);
        }
        write::replace(Path::new(file.name()), text.as_bytes())?;
        fixed.findings += applied;
        fixed.files += 1;
    }
    Ok(fixed)
}
