//! What the end-to-end tests share.
#![allow(clippy::disallowed_methods, clippy::missing_panics_doc, reason = "tests read fixtures and panic")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use stipula_codegen::{Generated, Input, Lock, Options, Target};
use stipula_compat::{Date, Policies, Question, Report};
use stipula_diagnostics::Diagnostic;
use stipula_diff::Version;
use stipula_model::{Kind, Model, Roots};
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

    /// The code that is generated of them, for all targets.
    pub fn generated(&self) -> Generated {
        let options = Options { targets: Target::ALL.to_vec(), ..Options::default() };
        let machines = self.model.documents_of(Kind::StateMachine).map(|at| at.file);
        let files: Vec<_> = self.model.contracts.iter().map(|contract| contract.at.file).chain(machines).collect();
        let input =
            Input { model: &self.model, sources: &self.sources, roots: &self.roots, files: &files, options: &options };
        stipula_codegen::generate(&input, &Lock::default()).expect("what is generated is Rust")
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

/// What a run of a command came to.
pub struct Run {
    /// Its exit code.
    pub code: Option<i32>,
    /// Its standard output.
    pub out: String,
    /// Its standard error.
    pub err: String,
}

impl Run {
    /// Runs a program in a folder, without colours and without input.
    pub fn of(program: &Path, folder: &Path, arguments: &[&str]) -> Run {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(folder).stdin(Stdio::null());
        command.env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE");
        let output = command.output().expect("it can be started");
        let text = |bytes| String::from_utf8(bytes).expect("it writes UTF-8");
        Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// A folder of a user, who runs the command in it; gone when it is dropped.
pub struct Workspace(tempfile::TempDir);

impl Workspace {
    /// A folder with these files.
    pub fn with(files: &[(&str, &str)]) -> Workspace {
        let workspace = Workspace(tempfile::tempdir().expect("a folder"));
        files.iter().for_each(|(path, text)| workspace.write(path, text));
        workspace
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file, and the folders around it.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    /// The text of a file.
    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path().join(path)).expect("the file is there")
    }

    /// Replaces a part of a file, which has to be there.
    pub fn change(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no {from}");
        self.write(path, &text.replace(from, to));
    }

    /// Runs the command.
    pub fn run(&self, arguments: &[&str]) -> Run {
        Run::of(stipula(), self.path(), arguments)
    }

    /// Runs git, which has to succeed.
    pub fn git(&self, arguments: &[&str]) {
        let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
        let run = Run::of(Path::new("git"), self.path(), &[&identity, arguments].concat());
        assert_eq!(run.code, Some(0), "{}", run.err);
    }

    /// Commits everything to a new repository.
    pub fn commit(&self) {
        self.git(&["init", "--quiet", "--initial-branch=main"]);
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message=state"]);
    }
}
