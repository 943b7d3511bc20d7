//! Generated types as a program: written, compiled once, asked line by line.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};

/// A type that is asked, and what it has to agree with.
#[derive(Debug, Clone)]
pub struct Subject {
    /// Its path below its module, perhaps in an `Option`.
    pub path: String,
    /// What people call it.
    pub name: String,
    /// Its schema, self-contained.
    pub document: Value,
    /// True if it has impls of serde of its own.
    pub has_serde: bool,
}

impl Subject {
    /// Its path, from the root of a program whose module is called so.
    fn below(&self, module: &str) -> String {
        match self.path.strip_prefix("Option<") {
            Some(rest) => format!("Option<{module}::{rest}"),
            None => format!("{module}::{}", self.path),
        }
    }
}

/// Generated code of one input.
#[derive(Debug, Clone)]
pub struct Module {
    /// The name of the module.
    pub name: String,
    /// Its files: path and text.
    pub files: Vec<(String, String)>,
    /// The types that are asked.
    pub subjects: Vec<Subject>,
    /// The codes of what generation said about it.
    pub diagnostics: Vec<String>,
}

/// Modules that become one program.
#[derive(Debug)]
pub struct Package {
    /// Its name.
    pub name: &'static str,
    /// Its modules.
    pub modules: Vec<Module>,
}

/// A program of generated types.
#[derive(Debug)]
pub struct Built {
    binary: PathBuf,
    /// The types, in the order of their numbers, each with the number of its module.
    pub subjects: Vec<(usize, Subject)>,
    /// The modules that do not compile, each with the first error.
    pub broken: BTreeMap<String, String>,
}

/// What a type said to a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It reads it, and writes this.
    Accepts(String),
    /// It refuses it, and says why.
    Refuses(String),
    /// It broke down.
    Panics,
    /// It was not asked.
    Silent,
}

/// What a type said, read in three ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// By `Wire`, as the schema says.
    pub strict: Answer,
    /// By serde.
    pub serde: Answer,
    /// By `Wire`, as consumers read.
    pub tolerant: Answer,
}

/// A module that does not compile is left out and the rest tried again; rustc stops at the first phase with errors.
const MOST_ROUNDS: usize = 8;

impl Package {
    /// Writes and compiles the program, without those modules that do not compile.
    ///
    /// # Panics
    /// When cargo cannot be run, or nothing compiles.
    pub fn build(self) -> Built {
        let folder = crate::repository().join("target/generated").join(self.name);
        let mut broken = BTreeMap::new();
        for _ in 0..MOST_ROUNDS {
            let mut modules: Vec<(usize, &Module)> = self.modules.iter().enumerate().collect();
            modules.retain(|(_, module)| !broken.contains_key(&module.name));
            self.write(&folder, &modules);
            match compile(&folder) {
                Ok(()) => {
                    let subjects = modules
                        .into_iter()
                        .flat_map(|(n, module)| module.subjects.iter().map(move |it| (n, it.clone())));
                    let binary = crate::repository().join("target/debug").join(self.name);
                    return Built { binary, subjects: subjects.collect(), broken };
                }
                Err(errors) => {
                    assert!(errors.keys().any(|name| !name.is_empty()), "nothing compiles: {errors:#?}");
                    broken.extend(errors);
                }
            }
        }
        panic!("after {MOST_ROUNDS} rounds there are still errors: {broken:#?}");
    }

    fn write(&self, folder: &Path, modules: &[(usize, &Module)]) {
        let mut files = BTreeMap::new();
        let runtime = crate::repository().join("generator/rt");
        let manifest = MANIFEST.replace("NAME", self.name).replace("RUNTIME", &runtime.display().to_string());
        files.insert("Cargo.toml".to_owned(), manifest);
        let mut main = include_str!("child.rs").to_owned();
        let mut table = String::new();
        for (_, module) in modules {
            let _ = writeln!(main, "mod {};", module.name);
            for subject in &module.subjects {
                let path = subject.below(&module.name);
                let serde = if subject.has_serde { format!("Some(by_serde::<{path}>)") } else { "None".to_owned() };
                let _ = writeln!(
                    table,
                    "Type {{ strict: strict::<{path}>, tolerant: tolerant::<{path}>, serde: {serde} }},"
                );
            }
            files.extend(module.files.iter().map(|(path, text)| (format!("src/{}/{path}", module.name), text.clone())));
        }
        let _ = write!(main, "static TYPES: &[Type] = &[\n{table}];\n");
        files.insert("src/main.rs".to_owned(), main);
        write_all(folder, &files);
        let lock = crate::repository().join("Cargo.lock");
        if !folder.join("Cargo.lock").exists() || is_newer(&lock, &folder.join("Cargo.lock")) {
            std::fs::copy(lock, folder.join("Cargo.lock")).expect("the lock can be copied");
        }
    }
}

/// The versions are those of the workspace's lock, so that nothing is downloaded, and its profile is that of the workspace.
const MANIFEST: &str = r#"[package]
name = "NAME"
version = "0.0.0"
edition = "2024"

[workspace]

[dependencies]
stipula-rt = { path = "RUNTIME", features = ["rules"] }
serde = "1"
serde_json = "1"

[profile.dev]
opt-level = 0
debug = false

[profile.dev.package."*"]
opt-level = 2
debug = false
"#;

fn is_newer(one: &Path, other: &Path) -> bool {
    let time = |path: &Path| std::fs::metadata(path).and_then(|data| data.modified()).ok();
    time(one) > time(other)
}

/// Writes what changed and removes what is no longer there, so that cargo sees what is new.
fn write_all(folder: &Path, files: &BTreeMap<String, String>) {
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("folders can be made");
        if std::fs::read_to_string(&path).ok().as_ref() != Some(text) {
            std::fs::write(path, text).expect("files can be written");
        }
    }
    let mut stack = vec![folder.join("src")];
    while let Some(next) = stack.pop() {
        for entry in std::fs::read_dir(next).expect("it was just made").flatten() {
            let path = entry.path();
            let inside = path.strip_prefix(folder).expect("below it").to_string_lossy().into_owned();
            if path.is_dir() {
                stack.push(path);
            } else if !files.contains_key(&inside) {
                std::fs::remove_file(path).expect("files can be removed");
            }
        }
    }
}

/// Runs cargo; the errors are those of each module, or of none (an empty name).
fn compile(folder: &Path) -> Result<(), BTreeMap<String, String>> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["build", "--quiet", "--offline", "--message-format=json"]).current_dir(folder);
    // Dependencies that were compiled for the workspace are used again; cargo runs tests without holding its lock.
    command.env("CARGO_TARGET_DIR", crate::repository().join("target"));
    // What the outer cargo was told is not meant for the inner one.
    for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER"] {
        command.env_remove(name);
    }
    let output = command.output().expect("cargo can be run");
    if output.status.success() {
        return Ok(());
    }
    let mut errors = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(message) = serde_json::from_str::<Value>(line) else { continue };
        let message = &message["message"];
        if message["level"] == "error" {
            let text = message["rendered"].as_str().unwrap_or_default();
            if let Some(module) = module_of(text) {
                errors.entry(module).or_insert_with(|| text.to_owned());
            }
        }
    }
    if errors.is_empty() {
        errors.insert(String::new(), String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Err(errors)
}

/// The module whose file an error message shows.
fn module_of(text: &str) -> Option<String> {
    let after = text.split("src/").skip(1).find(|rest| !rest.starts_with("main.rs"))?;
    Some(after.split('/').next()?.to_owned())
}

impl Built {
    /// Asks types: each question is the number of a type and a text without line breaks.
    pub fn ask(&self, questions: &[(usize, String)]) -> Vec<Answers> {
        let mut answers = Vec::with_capacity(questions.len());
        while answers.len() < questions.len() {
            self.ask_some(&questions[answers.len()..], &mut answers);
        }
        answers
    }

    /// Asks until the process ends; the question that ended it has an answer of its own.
    fn ask_some(&self, questions: &[(usize, String)], answers: &mut Vec<Answers>) {
        let mut command = Command::new(&self.binary);
        let mut child: Child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it was compiled");
        let stdin = child.stdin.take().expect("it is piped");
        let stdout = BufReader::new(child.stdout.take().expect("it is piped"));
        let before = answers.len();
        std::thread::scope(|scope| {
            scope.spawn(|| write_questions(stdin, questions));
            for line in stdout.lines() {
                let Ok(line) = line else { break };
                let parts: Vec<&str> = line.split('\t').collect();
                let [strict, serde, tolerant] = parts[..] else { break };
                let [strict, serde, tolerant] = [strict, serde, tolerant].map(read);
                answers.push(Answers { strict, serde, tolerant });
            }
        });
        child.wait().expect("it was started");
        if answers.len() - before < questions.len() {
            answers.push(Answers { strict: Answer::Panics, serde: Answer::Silent, tolerant: Answer::Silent });
        }
    }
}

fn write_questions(mut stdin: ChildStdin, questions: &[(usize, String)]) {
    for (number, text) in questions {
        // The process may have ended; that is seen where its answers are read.
        if stdin.write_all(format!("{number}\t{text}\n").as_bytes()).is_err() {
            return;
        }
    }
}

fn read(part: &str) -> Answer {
    match part.split_at_checked(1) {
        Some(("+", text)) => Answer::Accepts(text.to_owned()),
        Some(("-", fault)) => Answer::Refuses(fault.to_owned()),
        Some(("!", _)) => Answer::Panics,
        _ => Answer::Silent,
    }
}
