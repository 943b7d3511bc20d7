//! A small repository that is clean under every rule, and violations of what the sources ask for, planted into it: each is
//! found on its line by its rule, and nothing else is said; and so are all of them together.
//!
//! `STIPULA_RULE=money cargo test -p stipula-tests --test planted` plants those whose rule contains `money`.
#![allow(clippy::disallowed_methods, reason = "tests read fixtures")]

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use stipula_diagnostics::{Diagnostic, FileId};
use stipula_lint::{Evidence, Input, Profile, Settings, lint};
use stipula_model::{Model, Roots};
use stipula_source::{Limits, Memory, Provider, Sources};
use stipula_tests::repository;

type Files = BTreeMap<String, String>;

fn clean() -> Files {
    let top = repository().join("tests/planted/clean");
    let (mut files, mut open) = (Files::new(), vec![top.clone()]);
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                files.insert(below(&path, &top), std::fs::read_to_string(&path).expect("text"));
            }
        }
    }
    files
}

fn below(path: &Path, top: &Path) -> String {
    path.strip_prefix(top).expect("below the folder").to_string_lossy().replace('\\', "/")
}

struct Violation {
    rule: String,
    file: String,
    edits: Vec<(String, String, String)>,
    all: bool,
    at: String,
    beside: Vec<String>,
}

fn violations() -> Vec<Violation> {
    let path = repository().join("tests/planted/violations.yaml");
    let bytes = std::fs::read(path).expect("the list is there");
    let (tree, faults) = stipula_source::read(FileId(0), "violations.yaml", bytes, &Limits::default());
    assert!(faults.is_empty(), "{faults:?}");
    let list = tree.root().expect("a list").to_json();
    let wanted = std::env::var("STIPULA_RULE").unwrap_or_default();
    let rows = list.as_array().expect("a list").iter().map(violation);
    rows.filter(|violation| violation.rule.contains(&wanted)).collect()
}

fn violation(row: &Value) -> Violation {
    let text = |value: &Value, key: &str| value[key].as_str().map(str::to_owned);
    let file = text(row, "file").expect("a file");
    let to = text(row, "to").expect("what stands there instead");
    let edit = |value: &Value| {
        let own = text(value, "file").unwrap_or_else(|| file.clone());
        (own, text(value, "from").expect("what is replaced"), text(value, "to").expect("what stands there instead"))
    };
    let mut edits = vec![edit(row)];
    edits.extend(row["also"].as_array().into_iter().flatten().map(edit));
    Violation {
        rule: text(row, "rule").expect("a rule"),
        edits,
        beside: row["beside"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|code| code.as_str().map(str::to_owned))
            .collect(),
        all: row["all"] == true,
        at: text(row, "at").unwrap_or_else(|| to.lines().next().unwrap_or_default().to_owned()),
        file,
    }
}

impl Violation {
    fn plant(&self, files: &mut Files) {
        for (file, from, to) in &self.edits {
            let text = files.get_mut(file).unwrap_or_else(|| panic!("{}: there is no {file}", self.rule));
            assert!(text.contains(from.as_str()), "{}: {file} has no {from}", self.rule);
            *text = if self.all { text.replace(from, to) } else { text.replacen(from, to, 1) };
        }
    }

    /// `rule file:line`.
    fn expected(&self, files: &Files) -> String {
        let text = &files[&self.file];
        let at = text.find(&self.at).unwrap_or_else(|| panic!("{}: {} has no {}", self.rule, self.file, self.at));
        let start = text[..at].matches('\n').count() + 1;
        format!("{} {}:{start}", self.rule, self.file)
    }
}

/// `rule file:line` and message of everything that is said.
fn said(files: &Files) -> Vec<(String, String)> {
    let mut memory = Memory::new();
    for (path, text) in files {
        memory.insert(path, text.clone());
    }
    let mut sources = Sources::new(Limits::default());
    let paths = memory.list(&Limits::default()).expect("few files");
    let main = sources.add_root(Box::new(memory), "");
    let mut findings = sources.load(main, &paths).expect("files in memory can be read");
    let mut roots = Roots { base_uri: Some("https://contracts.example.com/".to_owned()), ..Roots::only(main) };
    findings.extend(stipula_model::load(&mut sources, &mut roots).expect("files in memory can be read"));
    let (model, found) = Model::build(&sources, &roots);
    findings.extend(found);
    findings.extend(stipula_validate::validate(&model, &sources, &roots));
    let mut settings = Settings::new(Profile::Platform);
    settings.today = "2026-11-21".parse().ok();
    let evidence = Evidence::default();
    let (sources, model, roots) = (&sources, &model, &roots);
    let is_meant = &|_| true;
    let input =
        Input { sources, model, roots, settings: &settings, evidence: &evidence, is_repository: false, is_meant };
    findings.extend(lint(&input).findings);
    Diagnostic::sort(&mut findings);
    let row = |finding: &Diagnostic| {
        let file = sources.file(finding.place.file);
        let line = file.position(finding.place.span.start).line;
        (format!("{} {}:{line}", finding.code, file.path()), finding.message.clone())
    };
    findings.iter().map(row).collect()
}

#[test]
fn the_clean_repository_is_clean() {
    let said = said(&clean());
    assert!(said.is_empty(), "{said:#?}");
}

#[test]
fn each_violation_is_found_on_its_line_by_its_rule_alone() {
    let mut faults = Vec::new();
    for violation in violations() {
        let mut files = clean();
        violation.plant(&mut files);
        let (expected, mut said) = (violation.expected(&files), said(&files));
        said.retain(|(row, _)| !violation.beside.iter().any(|code| row.starts_with(code)));
        if !matches!(said.as_slice(), [(only, _)] if *only == expected) {
            faults.push(format!("expected {expected}\n  said {said:#?}"));
        }
    }
    assert!(faults.is_empty(), "{} of them:\n{}", faults.len(), faults.join("\n"));
}
