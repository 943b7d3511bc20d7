//! What the end-to-end tests share.
#![allow(clippy::disallowed_methods, clippy::missing_panics_doc, reason = "tests read fixtures and panic")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use stipula_diagnostics::Diagnostic;
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
