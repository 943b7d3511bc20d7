//! The official JSON-Schema-Test-Suite: a module for each group.

use super::contracts::Contracts;
use super::package::Module;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use stipula_codegen::Layout;
use stipula_source::Memory;

/// The groups of draft 2020-12, and what they say of their values.
#[derive(Debug)]
pub struct Suite {
    /// `file: description` of each group.
    pub names: Vec<String>,
    /// The modules, in the same order.
    pub modules: Vec<Module>,
    /// The values of each group, and whether they are valid.
    pub tests: Vec<Vec<(String, bool)>>,
}

impl Suite {
    /// Generates the types of every group.
    ///
    /// # Panics
    /// When the suite cannot be read.
    pub fn load() -> Suite {
        let folder = crate::repository().join("tests/json-schema-test-suite");
        let remotes = remotes(&folder.join("remotes"));
        let mut suite = Suite { names: Vec::new(), modules: Vec::new(), tests: Vec::new() };
        for file in json_files(&folder.join("tests/draft2020-12")) {
            let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            // Formats are asserted by us and annotations in the suite's required part.
            if stem == "format" {
                continue;
            }
            let text = std::fs::read_to_string(&file).expect("the suite is complete");
            let groups: Vec<Value> = serde_json::from_str(&text).expect("the suite is JSON");
            for group in groups {
                let name = format!("{stem}: {}", group["description"].as_str().unwrap_or_default());
                let module = module(&format!("g{}", suite.names.len()), &group, &remotes);
                let tests = group["tests"].as_array().expect("every group has tests");
                let tests = tests.iter().map(|test| (test["data"].to_string(), test["valid"] == true));
                suite.names.push(name);
                suite.modules.push(module);
                suite.tests.push(tests.collect());
            }
        }
        suite
    }
}

fn module(name: &str, group: &Value, remotes: &Memory) -> Module {
    let mut schema = group["schema"].clone();
    if let Some(object) = schema.as_object_mut() {
        object.entry("$schema").or_insert_with(|| json!("https://json-schema.org/draft/2020-12/schema"));
    }
    let files = remotes.clone().with("group.schema.json", schema.to_string());
    let contracts = Contracts::in_memory(files, Some("http://localhost:1234/"), |path| path == "group.schema.json");
    let mut module = contracts.module(name, Layout::Single);
    module.subjects.retain(|subject| subject.name == "group.schema.json#");
    module
}

fn remotes(folder: &Path) -> Memory {
    let mut files = Memory::new();
    let mut stack = vec![folder.to_owned()];
    while let Some(next) = stack.pop() {
        for entry in std::fs::read_dir(next).expect("the suite is complete").flatten() {
            let path = entry.path();
            if path.is_dir() {
                stack.push(path);
            } else if path.extension().is_some_and(|extension| extension == "json") {
                let inside = path.strip_prefix(folder).expect("below it").to_string_lossy().replace('\\', "/");
                files.insert(inside, std::fs::read(&path).expect("the suite is complete"));
            }
        }
    }
    files
}

fn json_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the suite is complete").flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    files
}
