//! From an outcome to reports and an exit code.

use crate::{
    Exit,
    args::{Format, Reporting},
    config::Config,
    engine::Outcome,
    terminal::{STDOUT, Terminal},
    write,
};
use anyhow::{Context, Result, bail};
use std::{
    io::{self, BufWriter, Write},
    path::Path,
};
use stipula_diagnostics::Diagnostic;
use stipula_report::{Color, HumanOptions, Summary, human, json};

/// Weighs the findings, writes every report that was asked for, and decides.
pub(crate) fn deliver(outcome: Outcome, config: &Config, reporting: &Reporting, terminal: Terminal) -> Result<Exit> {
    let Outcome { sources, mut findings, files } = outcome;
    config.weigh(&mut findings);
    Diagnostic::sort(&mut findings);
    let summary = Summary::of(&findings, files);
    let report = |out: &mut dyn Write, format: Format, color: Color| match format {
        Format::Human => human(out, &findings, &sources, &summary, &human_options(reporting.max_findings, color)),
        Format::Json => json(out, &findings, &sources, &summary),
    };
    for (n, output) in reporting.output.iter().enumerate() {
        if reporting.output[..n].iter().any(|earlier| earlier.file == output.file) {
            bail!("two reports cannot be written to one file, {}", output.file.display());
        }
    }
    // Files first: whoever stops reading the terminal still gets them.
    for output in reporting.output.iter().filter(|output| output.file != Path::new("-")) {
        write::refuse_inputs(&sources, &output.file)?;
        let mut bytes = Vec::new();
        report(&mut bytes, output.format, Color::Plain)?;
        write::replace(&output.file, &bytes)?;
    }
    let streamed = reporting.output.iter().filter(|output| output.file == Path::new("-")).map(|output| output.format);
    for format in std::iter::once(reporting.format).chain(streamed) {
        if !(terminal.quiet && format == Format::Human && summary.is_clean()) {
            to_stdout(terminal, |out| report(out, format, terminal.color())).context(STDOUT)?;
        }
    }
    Ok(verdict(&summary, reporting.deny_warnings))
}

fn to_stdout(terminal: Terminal, print: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(terminal.stdout());
    print(&mut out)?;
    out.flush()
}

/// How findings are shown to people.
pub(crate) fn human_options(max_findings: usize, color: Color) -> HumanOptions {
    HumanOptions {
        color,
        max_findings: (max_findings > 0).then_some(max_findings),
        more_hint: Some("`--max-findings 0` shows all"),
        ..HumanOptions::default()
    }
}

fn verdict(summary: &Summary, deny_warnings: bool) -> Exit {
    if summary.errors > 0 || (deny_warnings && summary.warnings > 0) { Exit::Findings } else { Exit::Clean }
}

#[cfg(test)]
mod tests {
    use super::verdict;
    use crate::Exit;
    use stipula_report::Summary;

    #[test]
    fn the_threshold() {
        let of = |errors, warnings| Summary { errors, warnings, infos: 1, ..Summary::default() };
        assert_eq!(verdict(&of(0, 0), true), Exit::Clean);
        assert_eq!(verdict(&of(0, 1), false), Exit::Clean);
        assert_eq!(verdict(&of(0, 1), true), Exit::Findings);
        assert_eq!(verdict(&of(1, 0), false), Exit::Findings);
    }
}
