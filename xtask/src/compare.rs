//! Two versions of a contract set, compared as `stipula compat` does with two paths.

use std::path::Path;
use std::time::{Duration, Instant};
use stipula_compat::{Finding, Level, Policies, Question, Report, Scope};
use stipula_diff::Version;
use stipula_model::{Model, Roots};
use stipula_source::{Folder, Limits, Sources};

/// What comparing two files came to.
pub(crate) struct Compared {
    pub(crate) report: Report,
    pub(crate) loading: Duration,
    pub(crate) judging: Duration,
}

/// Compares two files, each by itself, under the default policies.
pub(crate) fn files(old: &Path, new: &Path) -> anyhow::Result<Compared> {
    let start = Instant::now();
    let mut sources = Sources::new(Limits::default());
    let (old_roots, old_model) = load(&mut sources, old, "old/")?;
    let (new_roots, new_model) = load(&mut sources, new, "new/")?;
    let loading = start.elapsed();
    let start = Instant::now();
    let old = Version { sources: &sources, roots: &old_roots, model: &old_model };
    let new = Version { sources: &sources, roots: &new_roots, model: &new_model };
    let policies = Policies::default();
    let report = stipula_compat::judge(&Question { old, new, policies: &policies, today: None });
    Ok(Compared { report, loading, judging: start.elapsed() })
}

fn load(sources: &mut Sources, path: &Path, label: &str) -> anyhow::Result<(Roots, Model)> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    let root = sources.add_root(Box::new(Folder::open(folder)?), label);
    sources.load(root, &[name])?;
    let mut roots = Roots::only(root);
    stipula_model::load(sources, &mut roots)?;
    let (model, _) = Model::build(sources, &roots);
    Ok((roots, model))
}

/// The heaviest level on the wire, and the finding that has it.
pub(crate) fn worst(report: &Report) -> Option<&Finding> {
    let wire = report.findings.iter().filter(|finding| finding.change.scope == Scope::Wire);
    wire.filter(|finding| finding.level > Level::Safe).max_by_key(|finding| finding.level)
}
