//! Runs the loading path and every check over public files and counts.

use crate::{generate, process};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use stipula_diagnostics::{Diagnostic, Severity};
use stipula_lint::{Evidence, Input, Profile, Settings, lint};
use stipula_model::{Model, Roots};
use stipula_source::{Folder, Limits, Provider, Sources};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Files, or folders that are searched for .json, .yaml and .yml
    #[arg(required_unless_present = "list")]
    paths: Vec<PathBuf>,
    /// Print every N-th finding with its place
    #[arg(long, value_name = "N")]
    sample: Option<usize>,
    /// Print only findings of this code in the sample
    #[arg(long, value_name = "CODE")]
    code: Option<String>,
    /// Also apply the lint rules of this profile: minimal, recommended or platform
    #[arg(long, value_name = "PROFILE")]
    lint: Option<String>,
    #[command(flatten)]
    generate: generate::Args,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    if args.generate.generate {
        return generate::survey(&args.generate, &args.paths);
    }
    let mut survey = Survey::default();
    for path in &args.paths {
        let (root, files) = if path.is_dir() {
            (path.clone(), Folder::open(path)?.list(&Limits::default())?)
        } else {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            (path.parent().map(Path::to_owned).unwrap_or_default(), vec![name.to_owned()])
        };
        for file in files {
            survey.file(&root, &file, args)?;
        }
    }
    survey.print();
    Ok(())
}

#[derive(Default)]
struct Survey {
    files: usize,
    clean: usize,
    by_code: BTreeMap<&'static str, (Severity, usize, usize)>,
    findings: usize,
    slowest: Vec<(Duration, u64, String)>,
}

impl Survey {
    fn file(&mut self, root: &Path, path: &str, args: &Args) -> anyhow::Result<()> {
        process::reset_peak_memory();
        let start = Instant::now();
        let profile = args.lint.as_deref().map(profile).transpose()?;
        let (sources, findings) = judge_one(root, path, profile)?;
        let elapsed = start.elapsed();
        self.files += 1;
        self.clean += usize::from(findings.is_empty());
        let mut codes: Vec<&str> = findings.iter().map(|finding| finding.code.id()).collect();
        for finding in &findings {
            let entry = self.by_code.entry(finding.code.id()).or_insert((finding.severity, 0, 0));
            entry.1 += 1;
            let wanted = args.code.as_deref().is_none_or(|code| code == finding.code.id());
            if wanted && args.sample.is_some_and(|n| self.findings.is_multiple_of(n)) {
                print_finding(&sources, finding);
            }
            self.findings += usize::from(wanted);
        }
        codes.sort_unstable();
        codes.dedup();
        for code in codes {
            if let Some(entry) = self.by_code.get_mut(code) {
                entry.2 += 1;
            }
        }
        self.slowest.push((elapsed, process::peak_memory(), path.to_owned()));
        self.slowest.sort_by_key(|(elapsed, ..)| std::cmp::Reverse(*elapsed));
        self.slowest.truncate(8);
        Ok(())
    }

    fn print(&self) {
        println!("{} files, {} without findings", self.files, self.clean);
        println!("{:<36} {:>8} {:>10} {:>8}", "code", "", "findings", "files");
        for (code, (severity, findings, files)) in &self.by_code {
            println!("{code:<36} {:>8} {findings:>10} {files:>8}", severity.name());
        }
        println!("slowest:");
        for (elapsed, memory, path) in &self.slowest {
            println!("  {:>8.1} ms  {memory:>5} MiB  {path}", elapsed.as_secs_f64() * 1000.0);
        }
    }
}

fn profile(name: &str) -> anyhow::Result<Profile> {
    Profile::find(name).ok_or_else(|| anyhow::anyhow!("there is no profile `{name}`"))
}

/// Loads one file by itself, as `stipula validate FILE` does.
pub(crate) fn validate_one(root: &Path, path: &str) -> anyhow::Result<(Sources, Vec<Diagnostic>)> {
    judge_one(root, path, None)
}

/// The same, and lints it with the rules of a profile.
fn judge_one(root: &Path, path: &str, profile: Option<Profile>) -> anyhow::Result<(Sources, Vec<Diagnostic>)> {
    let mut sources = Sources::new(Limits::default());
    let main = sources.add_root(Box::new(Folder::open(root)?), "");
    let mut findings = sources.load(main, &[path.to_owned()])?;
    let mut roots = Roots::only(main);
    findings.extend(stipula_model::load(&mut sources, &mut roots)?);
    let (model, found) = Model::build(&sources, &roots);
    findings.extend(found);
    findings.extend(stipula_validate::validate(&model, &sources, &roots));
    if let Some(profile) = profile {
        let (settings, evidence) = (Settings::new(profile), Evidence::default());
        let (sources, model, roots) = (&sources, &model, &roots);
        let is_meant = &|_| true;
        let input =
            Input { sources, model, roots, settings: &settings, evidence: &evidence, is_repository: false, is_meant };
        findings.extend(lint(&input).findings);
    }
    Diagnostic::sort(&mut findings);
    Ok((sources, findings))
}

fn print_finding(sources: &Sources, finding: &Diagnostic) {
    let file = sources.file(finding.place.file);
    let position = file.position(finding.place.span.start);
    let line = file.text().lines().nth(position.line as usize - 1).unwrap_or_default().trim();
    let line: String = line.chars().take(120).collect();
    println!(
        "{}:{}:{} {}: {}\n    {}\n    {line}",
        file.name(),
        position.line,
        position.column,
        finding.code,
        finding.message,
        finding.place.pointer
    );
}
