//! The official JSON-Schema-Test-Suite through our own loading path: the spanned reader, identifiers,
//! `$ref`s, dynamic references and vocabularies are resolved by the model, and the validator is given
//! one self-contained 2020-12 schema.
#![allow(clippy::disallowed_methods, reason = "tests read fixtures")]

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use stipula_model::{Model, NodeRef, Roots};
use stipula_source::{Limits, Memory, Provider, Sources};
use stipula_validate::{Formats, payload_failures};

/// What we know to be otherwise, and why. A row that passes fails the test: remove it then.
const KNOWN: &[(&str, &str)] = &[];

#[test]
fn draft_2020_12_passes() {
    run("draft2020-12", "https://json-schema.org/draft/2020-12/schema");
}

#[test]
fn older_drafts_are_read() {
    run("draft2019-09", "https://json-schema.org/draft/2019-09/schema");
    run("draft7", "http://json-schema.org/draft-07/schema#");
    run("draft6", "http://json-schema.org/draft-06/schema#");
    run("draft4", "http://json-schema.org/draft-04/schema#");
}

fn suite() -> PathBuf {
    stipula_tests::repository().join("tests/json-schema-test-suite")
}

fn run(draft: &str, schema_uri: &str) {
    let remotes = remotes();
    let folder = suite().join("tests").join(draft);
    let mut files = json_files(&folder);
    // Formats are asserted by us and annotations in the suite's required part; their own tests are optional.
    files.retain(|file| file.file_name().is_none_or(|name| name != "format.json"));
    let (mut passed, mut failed) = (0, Vec::new());
    for file in files {
        let text = std::fs::read_to_string(&file).expect("the suite is complete");
        let groups: Vec<Value> = serde_json::from_str(&text).expect("the suite is JSON");
        for group in groups {
            let name = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
            run_group(&format!("{draft}/{name}"), &group, schema_uri, &remotes, &mut passed, &mut failed);
        }
    }
    let unknown: Vec<&String> = failed.iter().filter(|f| !KNOWN.iter().any(|(row, _)| f.starts_with(row))).collect();
    let stale: Vec<_> =
        KNOWN.iter().filter(|(row, _)| row.starts_with(draft) && !failed.iter().any(|f| f.starts_with(row))).collect();
    assert!(unknown.is_empty(), "{draft}: {} of {} fail:\n{unknown:#?}", unknown.len(), passed + failed.len());
    assert!(stale.is_empty(), "these pass now, so remove them from KNOWN: {stale:#?}");
}

fn run_group(
    name: &str,
    group: &Value,
    schema_uri: &str,
    remotes: &Memory,
    passed: &mut usize,
    failed: &mut Vec<String>,
) {
    let mut schema = group["schema"].clone();
    if let Some(object) = schema.as_object_mut() {
        object.entry("$schema").or_insert_with(|| json!(schema_uri));
    }
    let tests = group["tests"].as_array().expect("every group has tests");
    let mut files = remotes.clone().with("group.schema.json", schema.to_string());
    for (n, test) in tests.iter().enumerate() {
        files.insert(format!("instance-{n}.txt"), test["data"].to_string());
    }
    let mut sources = Sources::new(Limits::default());
    let mut paths = files.list(&Limits::default()).expect("few files");
    paths.extend((0..tests.len()).map(|n| format!("instance-{n}.txt")));
    let main = sources.add_root(Box::new(files), "");
    sources.load(main, &paths).expect("files in memory can be read");
    let mut roots = Roots { base_uri: Some("http://localhost:1234/".to_owned()), ..Roots::only(main) };
    stipula_model::load(&mut sources, &mut roots).expect("files in memory can be read");
    let (model, _) = Model::build(&sources, &roots);
    let root = |path: &str| {
        let file = sources.find(main, path)?;
        Some(NodeRef::new(file, sources.file(file).tree().root()?))
    };
    let schema =
        root("group.schema.json").and_then(|at| model.schemas.at(at)).expect("the suite's schemas are schemas");
    for (n, test) in tests.iter().enumerate() {
        let instance = root(&format!("instance-{n}.txt")).expect("the suite's instances are JSON");
        let failures = payload_failures(&model, &sources, &roots, (schema, instance), Formats::Annotate);
        if Some(failures.is_empty()) == test["valid"].as_bool() {
            *passed += 1;
        } else {
            failed.push(format!(
                "{name}: {}: {}",
                group["description"].as_str().unwrap_or_default(),
                test["description"].as_str().unwrap_or_default()
            ));
        }
    }
}

fn remotes() -> Memory {
    let folder = suite().join("remotes");
    let mut files = Memory::new();
    let mut stack = vec![folder.clone()];
    while let Some(next) = stack.pop() {
        for entry in std::fs::read_dir(next).expect("the suite is complete").flatten() {
            let path = entry.path();
            if path.is_dir() {
                stack.push(path);
            } else if path.extension().is_some_and(|extension| extension == "json") {
                let inside = path.strip_prefix(&folder).expect("below it").to_string_lossy().replace('\\', "/");
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
