//! `stipula bundle`

use crate::{
    Exit,
    args::{Bundle, BundleFormat},
    config::Config,
    engine::{self, Bundled, Outcome},
    inputs,
    progress::Progress,
    terminal::Terminal,
    verdict, write,
};
use anyhow::{Result, bail};
use std::path::Path;
use stipula_diagnostics::{Diagnostic, Severity};
use stipula_report::{Color, Summary, human};

pub(crate) fn run(args: &Bundle, terminal: Terminal) -> Result<Exit> {
    let input = std::slice::from_ref(&args.input);
    let resolved = inputs::named(input, args.stdin_name.as_deref(), &args.scope)?;
    resolved.notes.iter().for_each(|note| terminal.detail(note));
    let files = resolved.inputs.sets.iter().flat_map(|set| &set.files);
    let [file] = files.collect::<Vec<_>>()[..] else {
        bail!("`{}` is more than one file; name one contract", args.input)
    };
    let format = format(args, &file.path);
    let Bundled { text, outcome } = {
        let _progress = Progress::start(terminal, "bundling");
        engine::bundle(resolved.inputs, &resolved.config, format)?
    };
    if let Some(file) = &args.output {
        write::refuse_inputs(&outcome.sources, file)?;
    }
    let failed = report(outcome, &resolved.config, terminal)?;
    match (text, &args.output) {
        (Some(text), Some(file)) if !failed => write::replace(file, text.as_bytes())?,
        (Some(text), None) if !failed => terminal.print(&text)?,
        _ => return Ok(Exit::Findings),
    }
    Ok(Exit::Clean)
}

/// What was asked for, else what the output's name says, else the notation of the input.
fn format(args: &Bundle, input: &str) -> BundleFormat {
    let named = args.output.as_deref().and_then(of_name);
    args.format.or(named).or_else(|| of_name(Path::new(input))).unwrap_or(BundleFormat::Yaml)
}

fn of_name(path: &Path) -> Option<BundleFormat> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "json" => Some(BundleFormat::Json),
        "yaml" | "yml" => Some(BundleFormat::Yaml),
        _ => None,
    }
}

/// Says on standard error what was found; true if there are errors. Standard output is for the bundle.
fn report(outcome: Outcome, config: &Config, terminal: Terminal) -> Result<bool> {
    let Outcome { sources, mut findings, files, .. } = outcome;
    config.weigh(&mut findings);
    Diagnostic::sort(&mut findings);
    if !findings.is_empty() {
        let mut text = Vec::new();
        let summary = Summary::of(&findings, files);
        human(&mut text, &findings, &sources, &summary, &verdict::human_options(10, Color::Ansi))?;
        terminal.complain(String::from_utf8_lossy(&text).trim_end());
    }
    Ok(findings.iter().any(|finding| finding.severity == Severity::Error))
}

#[cfg(test)]
mod tests {
    use super::{BundleFormat, of_name};

    #[test]
    fn notations_by_name() {
        assert_eq!(of_name("a/b.JSON".as_ref()), Some(BundleFormat::Json));
        assert_eq!(of_name("a.b.yml".as_ref()), Some(BundleFormat::Yaml));
        assert_eq!(of_name("a".as_ref()), None);
    }
}
