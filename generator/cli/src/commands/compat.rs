//! `stipula compat`

use crate::{
    Exit,
    args::{Compat, Gate, Waiving},
    comparison::{self, Terms},
    engine::{Judged, Outcome},
    inputs::{self, Inputs},
    progress::Progress,
    terminal::Terminal,
    verdict::{self, Show},
};
use anyhow::{Result, bail};

impl Terms {
    /// What the options of the gate say.
    pub(crate) fn of(gate: &Gate) -> Terms {
        Terms { today: gate.waiving.today, own_waivers: gate.waiving.allow_own_waivers, ..Terms::default() }
    }
}

pub(crate) fn run(args: &Compat, terminal: Terminal) -> Result<Exit> {
    let mode = args.mode.map(|mode| (mode.mode, mode.transitive));
    let terms = Terms { mode, surface: args.surface, ..Terms::of(&args.gate) };
    match args.paths.as_slice() {
        [old, new] => pair(args, old, new, &terms, terminal),
        [path] => repository(args, path, &terms, terminal),
        _ => repository(args, ".", &terms, terminal),
    }
}

fn repository(args: &Compat, path: &str, terms: &Terms, terminal: Terminal) -> Result<Exit> {
    let Gate { against, waiving: Waiving { waivers_from, .. } } = &args.gate;
    let resolved = inputs::against(path, against.as_deref(), waivers_from.as_deref(), true, &args.scope)?;
    resolved.notes.iter().for_each(|note| terminal.detail(note));
    let (mut compared, config) = (resolved.inputs, resolved.config);
    let outcome = {
        let _progress = Progress::start(terminal, "comparing contracts");
        let placeholder = stipula_source::Sources::new(config.limits());
        let mut sources = std::mem::replace(&mut compared.inputs.sources, placeholder);
        let mut new = Judged::loaded(&mut sources, &compared.inputs.sets[0], &config)?;
        let mut findings = std::mem::take(&mut new.findings);
        let files = sources.files().len();
        let verdicts = comparison::compare(&mut sources, &mut new, &compared, &config, terms, &mut findings)?;
        Outcome { compared: Some(verdicts), ..Outcome::of(sources, findings, files) }
    };
    verdict::deliver_shown(outcome, &config, &args.report, terminal, show(args))
}

fn pair(args: &Compat, old: &str, new: &str, terms: &Terms, terminal: Terminal) -> Result<Exit> {
    if args.gate.against.is_some() || args.gate.waiving.waivers_from.is_some() {
        bail!("two versions are compared with each other: leave out --against and --waivers-from, or one of the paths");
    }
    let resolved = inputs::pair(old, new, &args.scope)?;
    resolved.notes.iter().for_each(|note| terminal.detail(note));
    let Inputs { mut sources, sets } = resolved.inputs;
    let outcome = {
        let _progress = Progress::start(terminal, "comparing contracts");
        let sides = [&sets[0], &sets[1]];
        let (verdicts, findings) = comparison::compare_pair(&mut sources, sides, old, &resolved.config, terms)?;
        let files = sources.files().len();
        Outcome { compared: Some(verdicts), ..Outcome::of(sources, findings, files) }
    };
    verdict::deliver_shown(outcome, &resolved.config, &args.report, terminal, show(args))
}

fn show(args: &Compat) -> Show {
    Show { contracts: false, everything: args.explain }
}
