//! What the end-to-end tests share.
#![allow(clippy::disallowed_methods, clippy::missing_panics_doc, reason = "tests read fixtures and panic")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use stipula_compat::{Date, Policies, Question, Report};
use stipula_diagnostics::Diagnostic;
use stipula_diff::Version;
use stipula_model::{Model, Roots};
use stipula_source::{Limits, Memory, Provider, Sources};

/// The repository's top folder.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the repository").to_owned()
}

/// Files that were loaded and judged.
pub struct Judged {
    /// The files.
    pub sources: Sources,
    /// The model.
    pub model: Model,
    /// The roots that they were read from.
    pub roots: Roots,
    /// What was found, in the order of reports.
    pub findings: Vec<Diagnostic>,
}

impl Judged {
    /// Loads and judges files in memory, as `stipula validate` does with a folder.
    pub fn of(files: Memory, base_uri: Option<&str>) -> Judged {
        let mut sources = Sources::new(Limits::default());
        let paths = files.list(&Limits::default()).expect("few files");
        let main = sources.add_root(Box::new(files), "");
        let mut findings = sources.load(main, &paths).expect("files in memory can be read");
        let mut roots = Roots { base_uri: base_uri.map(str::to_owned), ..Roots::only(main) };
        findings.extend(stipula_model::load(&mut sources, &mut roots).expect("files in memory can be read"));
        let (model, found) = Model::build(&sources, &roots);
        findings.extend(found);
        findings.extend(stipula_validate::validate(&model, &sources, &roots));
        Diagnostic::sort(&mut findings);
        Judged { sources, model, roots, findings }
    }

    /// `code file:line:column` of each finding.
    pub fn places(&self) -> Vec<String> {
        let place = |finding: &Diagnostic| {
            let file = self.sources.file(finding.place.file);
            let position = file.position(finding.place.span.start);
            format!("{} {}:{}:{}", finding.code, file.path(), position.line, position.column)
        };
        self.findings.iter().map(place).collect()
    }
}

/// Two versions that were loaded into one set of sources, and judged against each other.
pub struct Compared {
    /// The files of both.
    pub sources: Sources,
    /// What is wrong with either by itself.
    pub faults: Vec<Diagnostic>,
    /// What the comparison came to.
    pub report: Report,
}

impl Compared {
    /// Compares two sets of files under the policies of the new one.
    pub fn of(old: Memory, new: Memory, today: Option<Date>) -> Compared {
        let mut sources = Sources::new(Limits::default());
        let mut faults = Vec::new();
        let mut side = |files: Memory, label: &str| {
            let paths = files.list(&Limits::default()).expect("few files");
            let root = sources.add_root(Box::new(files), label);
            faults.extend(sources.load(root, &paths).expect("files in memory can be read"));
            let mut roots = Roots::only(root);
            faults.extend(stipula_model::load(&mut sources, &mut roots).expect("files in memory can be read"));
            roots
        };
        let (old_roots, new_roots) = (side(old, "released/"), side(new, ""));
        let mut model = |roots: &Roots| {
            let (model, found) = Model::build(&sources, roots);
            faults.extend(found);
            faults.extend(stipula_validate::validate(&model, &sources, roots));
            model
        };
        let (old_model, new_model) = (model(&old_roots), model(&new_roots));
        let (policies, found) = Policies::read(&new_model, &sources, &new_roots);
        faults.extend(found);
        let old = Version { sources: &sources, roots: &old_roots, model: &old_model };
        let new = Version { sources: &sources, roots: &new_roots, model: &new_model };
        let report = stipula_compat::judge(&Question { old, new, policies: &policies, today });
        Compared { sources, faults, report }
    }

    /// `change file:line` of a place.
    pub fn at(&self, place: &stipula_diagnostics::Place) -> String {
        let file = self.sources.file(place.file);
        format!("{}:{}", file.path(), file.position(place.span.start).line)
    }
}

/// The `stipula` command of this checkout, built on first use.
pub fn stipula() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--quiet", "--package", "stipula-cli", "--bin", "stipula", "--message-format=json"]);
        let output = cargo.current_dir(repository()).stderr(Stdio::inherit()).output().expect("cargo can be started");
        assert!(output.status.success(), "the command does not build");
        let messages = String::from_utf8(output.stdout).expect("cargo writes JSON");
        let executable = |line: &str| {
            let message: serde_json::Value = serde_json::from_str(line).ok()?;
            message.get("executable")?.as_str().map(PathBuf::from)
        };
        messages.lines().find_map(executable).expect("cargo says where the command is")
    })
}
