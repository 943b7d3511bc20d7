//! The library as build scripts use it: what it writes, what it tells cargo, what it says of broken contracts.

#![allow(clippy::disallowed_methods, reason = "tests write contracts and read what was made of them")]

use std::path::Path;
use std::process::{Command, Output};
use stipula_build::{Error, Generator, Target};
use tempfile::TempDir;

const ORDER: &str = r#"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Order",
  "type": "object",
  "required": ["line"],
  "properties": {"line": {"$ref": "line.schema.json"}},
  "additionalProperties": false
}
"#;
const LINE: &str = r#"{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Line", "type": "string"}"#;
/// Says to the test below that it is a build script now.
const CONTRACT: &str = "CONTRACT_OF_A_BUILD_SCRIPT";

fn contracts(order: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("order.schema.json"), order).expect("a file");
    std::fs::write(folder.path().join("line.schema.json"), LINE).expect("a file");
    folder
}

/// Runs the test below by itself, as cargo runs a build script: `OUT_DIR` is set, and its output is read.
fn as_build_script(contract: &Path, out: &Path) -> Output {
    let mut script = Command::new(std::env::current_exe().expect("this is a program"));
    script.args(["--exact", "--nocapture", "this_is_a_build_script"]);
    script.env("OUT_DIR", out).env(CONTRACT, contract).output().expect("it starts")
}

#[test]
fn this_is_a_build_script() {
    if let Some(contract) = std::env::var_os(CONTRACT) {
        Generator::new(contract).write("orders.rs").expect("the contract is right");
    }
}

#[test]
fn code_is_written_into_the_folder_of_the_build_and_cargo_is_told_what_it_is_made_of() {
    let (folder, out) = (contracts(ORDER), tempfile::tempdir().expect("a folder"));
    let contract = folder.path().join("order.schema.json");
    let run = as_build_script(&contract, out.path());
    let told = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{told}{}", String::from_utf8_lossy(&run.stderr));
    let code = std::fs::read_to_string(out.path().join("orders.rs")).expect("it was written");
    assert!(code.contains("pub struct Order {"), "{code}");
    for file in [contract, folder.path().canonicalize().expect("it is there").join("line.schema.json")] {
        let line = format!("cargo::rerun-if-changed={}\n", file.display());
        assert!(told.contains(&line), "{line} is not told: {told}");
    }
}

#[test]
fn without_a_build_there_is_no_folder_to_write_into() {
    let folder = contracts(ORDER);
    // Tests of a package without a build script have no OUT_DIR.
    assert!(matches!(Generator::new(folder.path()).write("orders.rs"), Err(Error::NoOutDir)));
}

#[test]
fn a_broken_contract_is_an_error_with_its_place() {
    let folder = contracts(&ORDER.replace("line.schema.json", "gone.schema.json"));
    let error = Generator::new(folder.path().join("order.schema.json")).text().expect_err("a file is missing");
    let text = error.to_string();
    assert!(text.contains("order.schema.json:6:35: ") && text.ends_with("[ref-unresolved]"), "{text}");
}

#[test]
fn a_folder_without_contracts_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(matches!(Generator::new(folder.path()).text(), Err(Error::Empty(_))));
    assert!(matches!(Generator::new(folder.path().join("gone")).text(), Err(Error::Io { .. })));
}

#[test]
fn names_are_those_of_the_lock() {
    let folder = contracts(ORDER);
    let one = || Generator::new(folder.path().join("order.schema.json")).targets([Target::Dto]);
    let lock = folder.path().join("names.lock");
    std::fs::write(&lock, "order.schema.json = order::Purchase\n").expect("a file");
    let code = one().names(&lock).text().expect("the contract is right").text;
    assert!(code.contains("pub struct Purchase {"), "{code}");
    std::fs::write(&lock, "<<<<<<< ours\n").expect("a file");
    assert!(matches!(one().names(&lock).text(), Err(Error::Invalid { .. })));
}
