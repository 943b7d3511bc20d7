//! `stipula diff`

use crate::{
    Exit,
    args::{Diff, Format},
    engine::Judged,
    inputs::{self, Inputs},
    progress::Progress,
    terminal::{STDOUT, Terminal},
};
use anyhow::{Context, Result, bail};
use stipula_diagnostics::Severity;
use stipula_report::{facts_human, facts_json};
use stipula_source::Sources;

pub(crate) fn run(args: &Diff, terminal: Terminal) -> Result<Exit> {
    let resolved = inputs::pair(&args.old, &args.new, &args.scope)?;
    resolved.notes.iter().for_each(|note| terminal.detail(note));
    let Inputs { mut sources, sets } = resolved.inputs;
    let facts = {
        let _progress = Progress::start(terminal, "comparing contracts");
        let new = Judged::loaded(&mut sources, &sets[0], &resolved.config)?;
        let old = Judged::loaded(&mut sources, &sets[1], &resolved.config)?;
        readable(&sources, [&old, &new])?;
        stipula_diff::diff(old.version(&sources), new.version(&sources)).facts
    };
    let mut text = Vec::new();
    match args.format {
        Format::Human => facts_human(&mut text, &facts, &sources)?,
        Format::Json => facts_json(&mut text, &facts, &sources)?,
    }
    terminal.print(std::str::from_utf8(&text).context(STDOUT)?)?;
    Ok(Exit::Clean)
}

/// What could not be read is not said to be equal.
fn readable(sources: &Sources, sides: [&Judged; 2]) -> Result<()> {
    let mut errors = sides.into_iter().flat_map(|side| &side.findings).filter(|f| f.severity == Severity::Error);
    if let Some(first) = errors.next() {
        let (name, more) = (sources.file(first.place.file).name(), errors.count());
        let more = if more > 0 { format!(" (and {more} more; `stipula validate` shows all)") } else { String::new() };
        bail!("{name} cannot be compared: {}{more}", first.message);
    }
    Ok(())
}
