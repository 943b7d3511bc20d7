//! `stipula check`

use crate::{
    Exit,
    args::{Check, Gate},
    comparison::{self, Terms},
    config::Config,
    engine::{self, Outcome},
    inputs::{self, Compared},
    progress::Progress,
    terminal::Terminal,
    verdict,
};
use anyhow::Result;
use std::path::Path;

pub(crate) fn run(args: &Check, terminal: Terminal) -> Result<Exit> {
    if args.no_compat || !is_whole(&args.path) && args.gate.against.is_none() {
        return alone(args, terminal);
    }
    let Gate { against, waivers_from, .. } = &args.gate;
    let resolved = inputs::against(&args.path, against.as_deref(), waivers_from.as_deref(), false, &args.scope)?;
    resolved.notes.iter().for_each(|note| terminal.detail(note));
    let outcome = {
        let _progress = Progress::start(terminal, "checking contracts");
        judge(resolved.inputs, &resolved.config, &Terms::of(&args.gate))?
    };
    verdict::deliver(outcome, &resolved.config, &args.report, terminal)
}

/// A file is checked by itself; repositories, as folders or revisions, are compared with what was before.
fn is_whole(path: &str) -> bool {
    path.starts_with("git:") || Path::new(path).is_dir()
}

fn alone(args: &Check, terminal: Terminal) -> Result<Exit> {
    let resolved = inputs::repository(&args.path, &args.scope)?;
    resolved.notes.iter().for_each(|note| terminal.detail(note));
    let outcome = {
        let _progress = Progress::start(terminal, "checking contracts");
        engine::judge(resolved.inputs, &resolved.config)?
    };
    verdict::deliver(outcome, &resolved.config, &args.report, terminal)
}

/// The repository itself, and where there is a baseline, the comparison with it.
pub(crate) fn judge(mut compared: Compared, config: &Config, terms: &Terms) -> Result<Outcome> {
    let placeholder = stipula_source::Sources::new(config.limits());
    let mut sources = std::mem::replace(&mut compared.inputs.sources, placeholder);
    let mut new = engine::judge_set(&mut sources, &compared.inputs.sets[0], config)?;
    let mut findings = std::mem::take(&mut new.findings);
    let files = sources.files().len();
    let has_baseline = compared.baseline.is_some() || compared.vault.is_some();
    let mut verdicts = None;
    if has_baseline {
        verdicts = Some(comparison::compare(&mut sources, &mut new, &compared, config, terms, &mut findings)?);
    }
    Ok(Outcome { sources, findings, files, compared: verdicts })
}
