//! From an outcome to reports and an exit code.

use crate::{
    Exit,
    args::{Format, Reporting},
    comparison::Verdicts,
    config::Config,
    engine::Outcome,
    lint,
    terminal::{STDOUT, Terminal},
    write,
};
use anyhow::{Context, Result, bail};
use std::{
    io::{self, BufWriter, Write},
    path::Path,
};
use stipula_diagnostics::Diagnostic;
use stipula_report::{Color, Comparison, HumanOptions, Summary, compat_human, compat_summary, human, json_with};

/// Weighs the findings, writes every report that was asked for, and decides.
pub(crate) fn deliver(outcome: Outcome, config: &Config, reporting: &Reporting, terminal: Terminal) -> Result<Exit> {
    deliver_shown(outcome, config, reporting, terminal, Show::USUAL)
}

/// The same, with a choice of what people see.
pub(crate) fn deliver_shown(
    outcome: Outcome,
    config: &Config,
    reporting: &Reporting,
    terminal: Terminal,
    show: Show,
) -> Result<Exit> {
    let Outcome { sources, mut findings, files, compared, silenced, rules, .. } = outcome;
    config.weigh(&mut findings);
    Diagnostic::sort(&mut findings);
    let summary = Summary::of(&findings, files).with_silenced(silenced);
    let is_json = |format: Format| format == Format::Json;
    if is_json(reporting.format) || reporting.output.iter().any(|output| is_json(output.format)) {
        lint::mark(&mut findings, &rules, &sources);
    }
    let comparison = compared.as_ref().map(Verdicts::comparison);
    let report = |out: &mut dyn Write, format: Format, color: Color| match format {
        Format::Human => {
            let options = human_options(reporting.max_findings, color);
            if show.contracts || !summary.is_clean() {
                human(out, &findings, &sources, &summary, &options)?;
            }
            let Some(comparison) = &comparison else { return Ok(()) };
            if show.contracts || !summary.is_clean() {
                writeln!(out)?;
            }
            compat_human(out, comparison, &sources, &options, show.everything)?;
            writeln!(out, "{}", compat_summary(comparison, color))
        }
        Format::Json => json_with(out, &findings, &sources, &summary, comparison.as_ref()),
    };
    let fails = comparison.as_ref().is_some_and(Comparison::fails);
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
        if !(terminal.quiet && format == Format::Human && summary.is_clean() && !fails) {
            to_stdout(terminal, |out| report(out, format, terminal.color())).context(STDOUT)?;
        }
    }
    Ok(if fails { Exit::Findings } else { verdict(&summary, reporting.deny_warnings) })
}

/// What a report for people shows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Show {
    /// The summary of the contracts themselves, though nothing is wrong with them.
    pub(crate) contracts: bool,
    /// Every change, those that break nobody included.
    pub(crate) everything: bool,
}

impl Show {
    /// What is wrong, and what is not known to be safe.
    pub(crate) const USUAL: Show = Show { contracts: true, everything: false };
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
