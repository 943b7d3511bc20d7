//! `stipula generate`

use crate::{
    Exit,
    args::Generate,
    config::Config,
    engine::{self, Judged},
    generate::{Change, Wish, package},
    inputs::{self, InputSet, Inputs, Resolved},
    progress::Progress,
    terminal::Terminal,
    verdict,
};
use anyhow::{Context, Result, anyhow, bail};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use stipula_codegen::Plan;
use stipula_diagnostics::{Diagnostic, Severity};
use stipula_report::{Color, Summary, human};
use stipula_source::Sources;

pub(crate) fn run(args: &Generate, terminal: Terminal) -> Result<Exit> {
    let Resolved { inputs, config, notes } = resolve(args)?;
    notes.iter().for_each(|note| terminal.detail(note));
    let Inputs { mut sources, sets } = inputs;
    let [set] = &sets[..] else { bail!("the inputs lie in {} places; generate them one by one", sets.len()) };
    let judged = {
        let _progress = Progress::start(terminal, "reading contracts");
        engine::judge_contracts(&mut sources, set, &config)?
    };
    if complain(&judged.findings, &sources, &config, terminal, Severity::Error)? {
        return Ok(Exit::Findings);
    }
    let wishes = wishes(args, &config, set)?;
    match &args.explain {
        Some(asked) => explain(asked, &wishes, &judged, &sources, set, terminal),
        None => generate(args, &wishes, &judged, (&sources, set, &config), terminal),
    }
}

fn resolve(args: &Generate) -> Result<Resolved<Inputs>> {
    if args.inputs.is_empty() {
        inputs::repository(".", &args.scope)
    } else {
        inputs::named(&args.inputs, args.stdin_name.as_deref(), &args.scope)
    }
}

fn wishes(args: &Generate, config: &Config, set: &InputSet) -> Result<Vec<Wish>> {
    if args.inputs.is_empty() {
        if config.generate.is_empty() {
            bail!("stipula.toml has no `[[generate]]`; name a contract and a folder: stipula generate INPUT --out DIR");
        }
        return Ok(Wish::configured(config, Path::new(if set.label.is_empty() { "." } else { &set.label })));
    }
    let out = match (&args.out, &args.explain) {
        (Some(out), _) => out.clone(),
        // Nothing is written.
        (None, Some(_)) => Path::new("").to_owned(),
        (None, None) => bail!("where is the code to be written? Name a folder: --out DIR"),
    };
    Ok(vec![Wish {
        out,
        contracts: None,
        targets: args.target.clone(),
        types: args.types,
        client: args.client,
        package: package(args.package.as_ref(), args.runtime_path.as_ref()),
    }])
}

fn generate(
    args: &Generate,
    wishes: &[Wish],
    judged: &Judged,
    (sources, set, config): (&Sources, &InputSet, &Config),
    terminal: Terminal,
) -> Result<Exit> {
    let mut differs = false;
    for wish in wishes {
        let (made, changes) = {
            let _progress = Progress::start(terminal, "generating code");
            let made = wish.make(judged, sources, set)?;
            let changes = wish.changes(&made)?;
            (made, changes)
        };
        let shown = if args.notes { Severity::Info } else { Severity::Warning };
        if complain(&made.diagnostics, sources, config, terminal, shown)? {
            return Ok(Exit::Findings);
        }
        differs |= !changes.is_empty();
        if args.check {
            show(wish, &changes, terminal)?;
        } else {
            wish.write(&changes)?;
        }
        let lines: usize = made.files.iter().map(|file| file.text.lines().count()).sum();
        terminal.say(&told(wish, made.files.len(), lines, &changes, args.check));
        if let Some(notes) = notes(&made.diagnostics).filter(|_| !args.notes) {
            terminal.say(&notes);
        }
    }
    Ok(if args.check && differs { Exit::Findings } else { Exit::Clean })
}

/// What was done, in one line.
fn told(wish: &Wish, files: usize, lines: usize, changes: &[Change], is_check: bool) -> String {
    let out = shown(&wish.out);
    let removed = changes.iter().filter(|change| change.new.is_none()).count();
    let written = changes.len() - removed;
    let gone = if removed == 0 { String::new() } else { format!(", {removed} removed") };
    match (is_check, changes.is_empty()) {
        (_, true) => format!("{out}: {files} files, {lines} lines, all of them as the contracts say"),
        (true, false) => {
            format!("{out}: {} files are not what the contracts say; run `stipula generate`", changes.len())
        }
        (false, false) => format!("{out}: {files} files, {lines} lines; {written} written{gone}"),
    }
}

/// What is not shown, by code.
fn notes(diagnostics: &[Diagnostic]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for note in diagnostics.iter().filter(|it| it.severity == Severity::Info) {
        *counts.entry(note.code.id()).or_default() += 1;
    }
    let counted: Vec<String> = counts.iter().map(|(code, count)| format!("{code} {count}")).collect();
    (!counted.is_empty()).then(|| format!("notes: {}; `--notes` shows where", counted.join(", ")))
}

fn show(wish: &Wish, changes: &[Change], terminal: Terminal) -> Result<()> {
    let folder = match shown(&wish.out) {
        here if here == "." => String::new(),
        folder => format!("{folder}/"),
    };
    changes.iter().try_for_each(|change| terminal.print(&change.patch(&folder)))
}

/// A folder as people write it: `contracts/../wire` is `wire`.
fn shown(folder: &Path) -> String {
    let mut parts: Vec<&OsStr> = Vec::new();
    for part in folder.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            part => parts.push(part.as_os_str()),
        }
    }
    let path: PathBuf = parts.iter().collect();
    if parts.is_empty() { ".".to_owned() } else { path.display().to_string().replace('\\', "/") }
}

fn explain(
    asked: &str,
    wishes: &[Wish],
    judged: &Judged,
    sources: &Sources,
    set: &InputSet,
    terminal: Terminal,
) -> Result<Exit> {
    // The path may be written as the shell completes it, from where the user stands.
    let asked = asked.strip_prefix(set.label.as_str()).unwrap_or(asked);
    let asked = asked.strip_suffix('#').unwrap_or(asked);
    for wish in wishes {
        let found = wish.with_input(judged, sources, set, |input, lock| {
            let (plan, _) = Plan::of(input, lock);
            Ok(plan.explain(asked))
        })?;
        if let Some(text) = found {
            terminal.print(&format!("{}\n", text.trim_end()))?;
            return Ok(Exit::Clean);
        }
    }
    Err(anyhow!("no code is made of `{asked}`")).context("name a schema or a member of one: FILE#/pointer")
}

/// Says on standard error what is wrong; true if there are errors. Standard output is for patches and explanations.
fn complain(
    findings: &[Diagnostic],
    sources: &Sources,
    config: &Config,
    terminal: Terminal,
    least: Severity,
) -> Result<bool> {
    let mut findings = findings.to_vec();
    config.weigh(&mut findings);
    findings.retain(|finding| finding.severity <= least);
    Diagnostic::sort(&mut findings);
    if !findings.is_empty() {
        let mut text = Vec::new();
        let summary = Summary::of(&findings, sources.files().len());
        human(&mut text, &findings, sources, &summary, &verdict::human_options(20, Color::Ansi))?;
        terminal.complain(String::from_utf8_lossy(&text).trim_end());
    }
    Ok(findings.iter().any(|finding| finding.severity == Severity::Error))
}
