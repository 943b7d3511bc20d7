//! `stipula check`

use crate::{Exit, args::Check, engine, inputs, progress::Progress, terminal::Terminal, verdict};
use anyhow::Result;

pub(crate) fn run(args: &Check, terminal: Terminal) -> Result<Exit> {
    let resolved = inputs::repository(&args.path, &args.scope)?;
    resolved.notes.iter().for_each(|note| terminal.detail(note));
    let outcome = {
        let _progress = Progress::start(terminal, "checking contracts");
        engine::judge(resolved.inputs, &resolved.config)?
    };
    verdict::deliver(outcome, &resolved.config, &args.report, terminal)
}
