//! `stipula check`

use crate::{
    Exit,
    args::{Check, Gate, Waiving},
    comparison::{self, Terms},
    config::Config,
    engine::{self, Outcome},
    generate,
    inputs::{self, Compared, Inputs, Resolved, Whole},
    lint,
    progress::Progress,
    terminal::Terminal,
    verdict,
};
use anyhow::Result;
use std::collections::BTreeSet;
use std::path::Path;
use stipula_diagnostics::{Diagnostic, Severity};
use stipula_report::Silenced;
use stipula_source::Sources;

pub(crate) fn run(args: &Check, terminal: Terminal) -> Result<Exit> {
    let Gate { against, waiving: Waiving { waivers_from, .. } } = &args.gate;
    let (against, waivers_from) = (against.as_deref(), waivers_from.as_deref());
    if is_whole(&args.path) {
        let resolved = inputs::against(&args.path, against, waivers_from, false, &args.scope)?;
        return judged(args, resolved, !args.no_compat, terminal);
    }
    let asked = Whole { against, waivers_from };
    match inputs::whole(std::slice::from_ref(&args.path), asked, &args.scope)? {
        // A file is compared with nothing unless that is asked for.
        Some(resolved) => judged(args, resolved, against.is_some(), terminal),
        None => alone(args, terminal),
    }
}

/// A file is checked by itself; repositories, as folders or revisions, are compared with what was before.
fn is_whole(path: &str) -> bool {
    path.starts_with("git:") || Path::new(path).is_dir()
}

fn judged(args: &Check, resolved: Resolved<Compared>, is_gated: bool, terminal: Terminal) -> Result<Exit> {
    let Resolved { inputs, config, notes } = resolved;
    for note in &notes {
        terminal.detail(note);
    }
    let mut outcome = {
        let _progress = Progress::start(terminal, "checking contracts");
        judge(inputs, &config, &Terms::of(&args.gate), is_gated)?
    };
    if let Some(path) = &args.lint.baseline(&config, outcome.folder.as_deref()) {
        let baseline = lint::read_baseline(path)?.unwrap_or_default();
        config.weigh(&mut outcome.findings);
        outcome.silenced.known += lint::drop_known(&mut outcome, &baseline);
    }
    verdict::deliver(outcome, &config, &args.report, terminal)
}

/// A file, a folder or an archive that belongs to no repository.
fn alone(args: &Check, terminal: Terminal) -> Result<Exit> {
    let resolved = inputs::repository(&args.path, &args.scope)?;
    resolved.notes.iter().for_each(|note| terminal.detail(note));
    let outcome = {
        let _progress = Progress::start(terminal, "checking contracts");
        let today = Some(comparison::day(args.gate.waiving.today));
        linted(resolved.inputs, &resolved.config, &lint::Terms { today, ..lint::Terms::default() })?
    };
    verdict::deliver(outcome, &resolved.config, &args.report, terminal)
}

/// Sets without a repository around them: judged and linted, compared with nothing.
pub(crate) fn linted(inputs: Inputs, config: &Config, terms: &lint::Terms) -> Result<Outcome> {
    let Inputs { mut sources, sets } = inputs;
    let (mut findings, mut silenced, mut rules, mut judged) =
        (Vec::new(), Silenced::default(), BTreeSet::new(), Vec::new());
    for set in &sets {
        let mut new = engine::judge_set(&mut sources, set, config)?;
        let own = lint::apply(&mut sources, set, &mut new, config, (terms, None))?;
        silenced = Silenced { ignored: silenced.ignored + own.ignored, ..own };
        findings = [findings, new.findings].concat();
        rules = new.rules.unwrap_or_default();
        judged = [judged, lint::files(&sources, set, &new.roots)].concat();
    }
    let files = sources.files().len();
    Ok(Outcome { silenced, rules, judged, ..Outcome::of(sources, findings, files) })
}

/// The repository itself, and where there is a baseline, the comparison with it.
pub(crate) fn judge(mut compared: Compared, config: &Config, terms: &Terms, is_gated: bool) -> Result<Outcome> {
    let placeholder = Sources::new(config.limits());
    let mut sources = std::mem::replace(&mut compared.inputs.sources, placeholder);
    let today = comparison::day(terms.today);
    let lint_terms = lint::Terms { today: Some(today), ..lint::Terms::default() };
    let mut new = engine::judge_set(&mut sources, &compared.inputs.sets[0], config)?;
    let set = &compared.inputs.sets[0];
    lint::keep_meant(&sources, set, &mut new);
    let lock = compared.vault.as_ref().map(|vault| &vault.lock);
    let mut silenced = lint::apply(&mut sources, set, &mut new, config, (&lint_terms, lock))?;
    let mut findings = std::mem::take(&mut new.findings);
    if let Some(folder) = compared.folder.as_deref().filter(|_| set.meant.is_none() && !has_errors(&findings)) {
        findings.extend(generate::stale(&new, &mut sources, set, config, folder)?);
    }
    let all = sources.files().len();
    let mut verdicts = None;
    if is_gated && (compared.baseline.is_some() || compared.vault.is_some()) {
        let found = comparison::compare(&mut sources, &mut new, &compared, config, terms, &mut findings)?;
        silenced.waived = found.waived_rules;
        verdicts = Some(found);
    } else {
        let is_whole = set.meant.is_none();
        silenced.waived =
            comparison::waive_rules(&mut sources, &new, Some(&compared), config, (today, is_whole), &mut findings)?;
    }
    let judged = lint::files(&sources, &compared.inputs.sets[0], &new.roots);
    let files = if compared.inputs.sets[0].meant.is_some() { judged.len() } else { all };
    let (rules, folder) = (new.rules.unwrap_or_default(), compared.folder);
    Ok(Outcome { compared: verdicts, silenced, rules, judged, folder, ..Outcome::of(sources, findings, files) })
}

/// Nothing is generated of contracts that are wrong.
fn has_errors(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}
