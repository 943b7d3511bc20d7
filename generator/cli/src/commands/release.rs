//! `stipula release`

use super::check;
use crate::{
    Exit,
    args::{Format, Release, Reporting},
    comparison::{Terms, Verdicts},
    engine::{Judged, Outcome},
    inputs::{self, Compared},
    progress::Progress,
    staging::Staging,
    terminal::Terminal,
    verdict::{self, Show},
};
use anyhow::{Context, Result, bail};
use std::{collections::BTreeMap, path::Path};
use stipula_release::{Entry, FOLDER, LOCK, Lock, Plan, Refusal, documents, kept, plan, with_entry};
use stipula_source::Sources;

const CHANGELOG: &str = "CHANGELOG.md";

pub(crate) fn run(args: &Release, terminal: Terminal) -> Result<Exit> {
    if args.path.starts_with("git:") || !Path::new(&args.path).is_dir() {
        bail!("`{}` is no folder: a release is written into a repository on disk", args.path);
    }
    let waivers_from = args.waiving.waivers_from.as_deref();
    let resolve = || inputs::against(&args.path, None, waivers_from, false, &args.scope);
    let resolved = resolve()?;
    resolved.notes.iter().for_each(|note| terminal.detail(note));
    let config = resolved.config;
    let mut compared = resolved.inputs;
    // A release follows the released versions, whatever pull requests are compared with.
    compared.baseline = None;
    if compared.vault.is_some() {
        FOLDER.clone_into(&mut compared.name);
    }
    let lock = compared.vault.as_ref().map(|vault| vault.lock.clone()).unwrap_or_default();
    let set = compared.inputs.sets[0].clone();
    let folder = compared.folder.clone().context("a release is written into a folder")?;
    let terms = Terms {
        today: args.waiving.today.or(args.date),
        own_waivers: args.waiving.allow_own_waivers,
        ..Terms::default()
    };
    let outcome = {
        let _progress = Progress::start(terminal, "checking contracts");
        gate(compared, &config, &terms)?
    };
    let Outcome { sources, findings, files, compared: verdicts, silenced, .. } = outcome;
    let mut sources = sources;
    let new = Judged::loaded(&mut sources, &set, &config)?;
    let planned = planned(args, &sources, &new, &lock, verdicts.as_ref());
    let found = verdicts.as_ref().map(|verdicts| verdicts.findings.clone()).unwrap_or_default();
    let outcome = Outcome { compared: verdicts, silenced, ..Outcome::of(sources, findings, files) };
    let texts = texts(&outcome.sources, planned.as_ref().ok());
    let exit =
        verdict::deliver_shown(outcome, &config, &quietly(), terminal, Show { contracts: false, everything: false })?;
    if exit != Exit::Clean {
        terminal.complain("nothing was released: `stipula check` must be clean first");
        return Ok(exit);
    }
    match planned {
        Err(refusals) => Ok(refuse(&refusals, terminal)),
        Ok(plan) if plan.is_empty() => {
            terminal.say("nothing changed since the last release");
            Ok(Exit::Clean)
        }
        Ok(plan) => {
            terminal.print(&shown(&plan))?;
            if !args.dry_run {
                let date = args.date.map(|date| date.to_string());
                let files = write(&folder, &plan, &lock, date.as_deref(), &found, texts)?;
                terminal.say(&format!("wrote {files} files"));
            }
            Ok(Exit::Clean)
        }
    }
}

fn gate(compared: Compared, config: &crate::config::Config, terms: &Terms) -> Result<Outcome> {
    check::judge(compared, config, terms, true)
}

/// Only what is wrong is reported, as text.
fn quietly() -> Reporting {
    Reporting { format: Format::Human, output: Vec::new(), deny_warnings: false, max_findings: 10 }
}

fn planned(
    args: &Release,
    sources: &Sources,
    new: &Judged,
    lock: &Lock,
    verdicts: Option<&Verdicts>,
) -> Result<Plan, Vec<Refusal>> {
    let none = BTreeMap::new();
    let bumps = verdicts.map_or(&none, |verdicts| &verdicts.bumps);
    let is_chosen = |path: &str| args.contract.is_empty() || args.contract.iter().any(|glob| glob.is_match(path));
    let version = new.version(sources);
    let documents = documents(version);
    let mut plan = plan(&documents, lock, bumps, &is_chosen)?;
    plan.payloads = kept(version, &documents, &plan.lock(lock, None));
    Ok(plan)
}

/// The texts of what is copied, by their places.
fn texts(sources: &Sources, plan: Option<&Plan>) -> Vec<(String, Vec<u8>)> {
    let copies = plan.into_iter().flat_map(Plan::copies);
    copies.map(|(path, file)| (path, sources.file(file).text().as_bytes().to_vec())).collect()
}

fn refuse(refusals: &[Refusal], terminal: Terminal) -> Exit {
    for Refusal { path, message, .. } in refusals {
        terminal.complain(&format!("{path}: {message}"));
    }
    terminal.complain("nothing was released");
    Exit::Findings
}

fn shown(plan: &Plan) -> String {
    let entries = plan.entries.iter().map(|entry| {
        let Entry { path, last, version, bump, along, .. } = entry;
        let along = if *along { ", comes along" } else { "" };
        match last {
            Some(last) => format!("{path} {last} -> {version} ({}{along})\n", bump.name()),
            None => format!("{path} {version} (new{along})\n"),
        }
    });
    let removed = plan.removed.iter().map(|path| format!("{path} (gone)\n"));
    let payloads = (!plan.payloads.is_empty()).then(|| match plan.payloads.len() {
        1 => "1 payload is kept\n".to_owned(),
        n => format!("{n} payloads are kept\n"),
    });
    entries.chain(removed).chain(payloads).collect()
}

/// Writes the copies, then the changelog, and last the lock: before it, nothing of it is a release.
fn write(
    folder: &Path,
    plan: &Plan,
    lock: &Lock,
    date: Option<&str>,
    findings: &[stipula_compat::Finding],
    texts: Vec<(String, Vec<u8>)>,
) -> Result<usize> {
    let mut staging = Staging::new(folder);
    for (path, bytes) in texts {
        staging.add(format!("{FOLDER}/{path}"), bytes);
    }
    let locked = plan.lock(lock, date);
    if locked.releases.len() > lock.releases.len() {
        let old = crate::write::read_if_there(&folder.join(CHANGELOG))?;
        let text = with_entry(old.as_deref(), locked.releases.len(), date, plan, findings);
        staging.replace(CHANGELOG.to_owned(), text.into_bytes());
    }
    staging.replace(format!("{FOLDER}/{LOCK}"), locked.to_text().into_bytes());
    staging.commit()
}
