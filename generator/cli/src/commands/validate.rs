//! `stipula validate`

use crate::{Exit, args::Validate, engine, inputs, progress::Progress, terminal::Terminal, verdict};
use anyhow::Result;

pub(crate) fn run(args: &Validate, terminal: Terminal) -> Result<Exit> {
    match &args.schema {
        Some(schema) => payloads(schema, args, terminal),
        None => contracts(args, terminal),
    }
}

fn contracts(args: &Validate, terminal: Terminal) -> Result<Exit> {
    let resolved = inputs::named(&args.inputs, args.stdin_name.as_deref(), &args.scope)?;
    resolved.notes.iter().for_each(|note| terminal.detail(note));
    let outcome = {
        let _progress = Progress::start(terminal, "validating contracts");
        engine::judge(resolved.inputs, &resolved.config)?
    };
    verdict::deliver(outcome, &resolved.config, &args.report, terminal)
}

fn payloads(schema: &str, args: &Validate, terminal: Terminal) -> Result<Exit> {
    let resolved = inputs::payloads(schema, &args.inputs, args.stdin_name.as_deref(), &args.scope)?;
    resolved.notes.iter().for_each(|note| terminal.detail(note));
    let outcome = {
        let _progress = Progress::start(terminal, "validating payloads");
        engine::judge_payloads(resolved.inputs, &resolved.config)?
    };
    verdict::deliver(outcome, &resolved.config, &args.report, terminal)
}
