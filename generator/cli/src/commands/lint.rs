//! `stipula lint`

use super::check;
use crate::{
    Exit,
    args::Lint,
    comparison,
    config::{Config, unknown},
    engine::{self, Judged, Outcome},
    inputs::{self, Compared, Resolved, Whole},
    lint::{self, Fixed, Terms},
    progress::Progress,
    terminal::Terminal,
    verdict,
};
use anyhow::{Result, bail};
use stipula_diagnostics::Diagnostic;
use stipula_lint::Baseline;
use stipula_source::Sources;

/// Fixes that overlap wait for the next round; more rounds than this mean that two fixes undo each other.
const MOST_ROUNDS: usize = 8;

pub(crate) fn run(args: &Lint, terminal: Terminal) -> Result<Exit> {
    if args.fix && args.inputs.iter().any(|input| input == "-") {
        bail!("standard input cannot be fixed: name the file");
    }
    let mut fixed = Fixed::default();
    for _ in 0..MOST_ROUNDS {
        let (outcome, config) = once(args, terminal)?;
        if !args.fix {
            return finish(args, outcome, &config, terminal);
        }
        let now = lint::fix_files(&outcome.findings, &outcome.sources)?;
        if now == Fixed::default() {
            let Fixed { findings, files } = fixed;
            let s = |count: usize| if count == 1 { "" } else { "s" };
            terminal.say(&format!("fixed {findings} finding{} in {files} file{}", s(findings), s(files)));
            return finish(args, outcome, &config, terminal);
        }
        fixed = Fixed { findings: fixed.findings + now.findings, files: fixed.files.max(now.files) };
    }
    bail!(
        "fixes keep undoing each other after {MOST_ROUNDS} rounds: this is a bug of stipula; see what they did with your version control"
    )
}

/// Reads and lints once.
fn once(args: &Lint, terminal: Terminal) -> Result<(Outcome, Config)> {
    let changed = args.changed.as_deref().map(|reference| match reference {
        reference if reference.starts_with("git:") => reference.to_owned(),
        reference => format!("git:{reference}"),
    });
    let asked = Whole { against: changed.as_deref(), waivers_from: args.waivers_from.as_deref() };
    let terms = |config: &Config| terms(args, config);
    match inputs::whole(&args.inputs, asked, &args.scope)? {
        Some(Resolved { inputs, config, notes }) => {
            say(&notes, terminal);
            let _progress = Progress::start(terminal, "linting contracts");
            let terms = terms(&config)?;
            Ok((repository(inputs, &config, &terms, changed.is_some())?, config))
        }
        None if changed.is_some() => {
            bail!("`--changed` compares with a revision of a repository: there is no stipula.toml around the inputs")
        }
        None => {
            let Resolved { inputs, config, notes } =
                inputs::named(&args.inputs, args.stdin_name.as_deref(), &args.scope)?;
            say(&notes, terminal);
            let _progress = Progress::start(terminal, "linting contracts");
            let terms = terms(&config)?;
            Ok((check::linted(inputs, &config, &terms)?, config))
        }
    }
}

fn say(notes: &[String], terminal: Terminal) {
    for note in notes {
        terminal.detail(note);
    }
}

fn terms(args: &Lint, config: &Config) -> Result<Terms> {
    let known = config.lint_settings(None).ids();
    if let Some(id) = args.rules.iter().find(|id| !known.contains(*id)) {
        let message = unknown(id, known.iter().map(String::as_str)).replace("code", "rule");
        bail!(message.replace("`stipula explain` lists all rules", "`stipula rules` lists all"));
    }
    Ok(Terms {
        profile: args.profile.map(crate::config::ProfileName::profile),
        rules: args.rules.clone(),
        today: Some(comparison::day(args.today)),
    })
}

/// A repository, or a part of it; with `changed` only what its baseline does not have.
fn repository(mut compared: Compared, config: &Config, terms: &Terms, changed: bool) -> Result<Outcome> {
    let placeholder = Sources::new(config.limits());
    let mut sources = std::mem::replace(&mut compared.inputs.sources, placeholder);
    let sets = &compared.inputs.sets;
    let mut new = engine::judge_contracts(&mut sources, &sets[0], config)?;
    lint::keep_meant(&sources, &sets[0], &mut new);
    let lock = compared.vault.as_ref().map(|vault| &vault.lock);
    let mut silenced = lint::apply(&mut sources, &sets[0], &mut new, config, (terms, lock))?;
    let mut findings = std::mem::take(&mut new.findings);
    let today = comparison::day(terms.today);
    let is_whole = sets[0].meant.is_none() && terms.rules.is_empty() && terms.profile.is_none();
    silenced.waived =
        comparison::waive_rules(&mut sources, &new, Some(&compared), config, (today, is_whole), &mut findings)?;
    let all = sources.files().len();
    let before = match compared.baseline.filter(|_| changed) {
        Some(set) => Some(found_before(&mut sources, &compared, set, config, terms)?),
        None => None,
    };
    let judged = lint::files(&sources, &compared.inputs.sets[0], &new.roots);
    let files = if compared.inputs.sets[0].meant.is_some() { judged.len() } else { all };
    let (rules, folder) = (new.rules.unwrap_or_default(), compared.folder);
    let mut outcome = Outcome { silenced, rules, judged, folder, ..Outcome::of(sources, findings, files) };
    if let Some(before) = before {
        config.weigh(&mut outcome.findings);
        outcome.silenced.known += lint::drop_known(&mut outcome, &before);
    }
    Ok(outcome)
}

/// What the version before says, as a baseline.
fn found_before(
    sources: &mut Sources,
    compared: &Compared,
    set: usize,
    config: &Config,
    terms: &Terms,
) -> Result<Baseline> {
    let set = &compared.inputs.sets[set];
    let mut old: Judged = engine::judge_contracts(sources, set, config)?;
    let lock = compared.vault.as_ref().map(|vault| &vault.lock);
    lint::apply(sources, set, &mut old, config, (terms, lock))?;
    config.weigh(&mut old.findings);
    Diagnostic::sort(&mut old.findings);
    Ok(lint::as_baseline(&old.findings, sources))
}

/// Takes out what a baseline knows, or writes it, and reports the rest.
fn finish(args: &Lint, mut outcome: Outcome, config: &Config, terminal: Terminal) -> Result<Exit> {
    let path = args.baseline.baseline(config, outcome.folder.as_deref());
    let Some(path) = path else {
        if args.update_baseline {
            bail!("no baseline is named: say `--baseline FILE`, or `baseline` under [lint] in stipula.toml");
        }
        return verdict::deliver(outcome, config, &args.report, terminal);
    };
    let mut baseline = lint::read_baseline(&path)?;
    config.weigh(&mut outcome.findings);
    if args.update_baseline {
        let (updated, update) = lint::update_baseline(&path, baseline, &outcome)?;
        let (added, removed, all) = (update.added, update.removed, updated.len());
        terminal.say(&format!("{}: {added} added, {removed} removed, {all} known", path.display()));
        baseline = Some(updated);
    }
    let Some(baseline) = baseline else {
        bail!("there is no {}; `stipula lint --update-baseline` writes it", path.display());
    };
    outcome.silenced.known += lint::drop_known(&mut outcome, &baseline);
    verdict::deliver(outcome, config, &args.report, terminal)
}
