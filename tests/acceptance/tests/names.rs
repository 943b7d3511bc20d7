//! Names of generated types are kept: whatever is added to contracts, what was called something is still called so.
#![allow(clippy::disallowed_methods, reason = "tests read fixtures")]

use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use stipula_acceptance::repository;
use stipula_acceptance::{Contracts, Random};
use stipula_codegen::Lock;
use stipula_source::Memory;

/// The canonical concepts and the events: many schemas with members of the same names.
fn files() -> BTreeMap<String, Value> {
    let mut files = BTreeMap::new();
    for folder in ["canonical", "events", "http/quote-service"] {
        collect(&repository().join("contracts"), &repository().join("contracts").join(folder), &mut files);
    }
    files
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Value>) {
    for entry in std::fs::read_dir(folder).expect("the contracts can be read").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.to_string_lossy().ends_with(".schema.json") {
            let inside = path.strip_prefix(root).expect("below it").to_string_lossy().replace('\\', "/");
            let text = std::fs::read_to_string(&path).expect("the contracts can be read");
            files.insert(inside, serde_json::from_str(&text).expect("contracts are JSON"));
        }
    }
}

fn contracts(files: &BTreeMap<String, Value>) -> Contracts {
    let memory = files.iter().fold(Memory::new(), |all, (path, schema)| all.with(path, schema.to_string()));
    Contracts::in_memory(memory, Some("https://contracts.example.com/"), |_| true)
}

fn lock(files: &BTreeMap<String, Value>, lock: &Lock) -> Lock {
    contracts(files).lock(lock)
}

/// An edit that adds something, in front of what there is and with a name that others have too.
fn add(files: &mut BTreeMap<String, Value>, random: &mut Random) {
    let paths: Vec<String> = files.keys().cloned().collect();
    let path = random.pick(&paths);
    let inline = json!({ "type": "object", "properties": { "status": { "enum": ["NEW", "OLD"] }, "amount": { "type": "string", "pattern": "^x" } } });
    let names = ["status", "amount", "currency", "lines", "money", "Money", "quoteId", "total", "freshMember"];
    let name = *random.pick(&names);
    let object = files.get_mut(path).and_then(Value::as_object_mut).expect("a schema is an object");
    match random.below(3) {
        0 => put_first(object, "properties", name, inline),
        1 => put_first(object, "$defs", name, inline),
        _ => {
            let title = object.get("title").cloned().unwrap_or_default();
            let new = json!({ "$schema": object["$schema"], "title": title, "type": "object", "properties": { name: inline } });
            files.insert(format!("aaa/{name}.schema.json"), new);
        }
    }
}

fn put_first(object: &mut Map<String, Value>, keyword: &str, name: &str, schema: Value) {
    let slot = object.entry(keyword).or_insert_with(|| json!({}));
    let old = slot.as_object().cloned().unwrap_or_default();
    if !old.contains_key(name) {
        *slot = Value::Object(std::iter::once((name.to_owned(), schema)).chain(old).collect());
    }
}

#[test]
fn what_is_added_renames_nothing() {
    let before = files();
    let first = lock(&before, &Lock::default());
    assert!(first.names.len() > 150, "only {} names", first.names.len());
    for seed in 0..24 {
        let mut random = Random::named(&format!("names {seed}"));
        let (mut files, mut known) = (before.clone(), first.clone());
        for _ in 0..3 {
            add(&mut files, &mut random);
            let next = lock(&files, &known);
            for (source, name) in &known.names {
                assert_eq!(next.names.get(source), Some(name), "seed {seed}: {source}");
            }
            known = next;
        }
    }
}

#[test]
fn the_same_contracts_have_the_same_names_with_and_without_their_lock() {
    let files = files();
    let first = lock(&files, &Lock::default());
    assert_eq!(lock(&files, &first), first);
    assert_eq!(lock(&files, &Lock::default()), first);
}

#[test]
fn no_two_types_have_one_name() {
    let mut paths = contracts(&files()).paths();
    let count = paths.len();
    paths.sort();
    paths.dedup();
    assert_eq!(paths.len(), count);
}
