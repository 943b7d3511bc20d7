//! Generating code as users of the command meet it: written, checked, removed, renamed, explained.

#![allow(clippy::disallowed_methods, reason = "tests read what was written")]

use std::collections::BTreeMap;
use std::path::Path;
use stipula_tests::{Run, Workspace};

const ORDER: &str = r#"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Order",
  "description": "What a customer ordered.",
  "type": "object",
  "required": ["sku"],
  "properties": {
    "sku": {"type": "string", "pattern": "^[A-Z]{3}$", "description": "What."},
    "note": {"type": "string", "maxLength": 80, "description": "Why."}
  },
  "additionalProperties": false
}
"#;
const CONFIG: &str = "[lint]\nprofile = 'minimal'\n[[generate]]\nout = '../code'\ntargets = ['dto']\n";
const CODE: &str = "code/http/order.rs";

fn shop() -> Workspace {
    Workspace::with(&[("contracts/stipula.toml", CONFIG), ("contracts/http/order.schema.json", ORDER)])
}

/// A shop whose code is generated.
fn generated() -> Workspace {
    let shop = shop();
    let run = shop.run(&["generate"]);
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    shop
}

/// The generated files with their texts.
fn code(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).expect("a folder").flatten() {
            if entry.path().is_dir() {
                open.push(entry.path());
            } else {
                let path = entry.path();
                let name = path.strip_prefix(folder).expect("below the folder").display().to_string();
                found.insert(name, std::fs::read_to_string(path).expect("text"));
            }
        }
    }
    found
}

#[test]
fn code_is_written_and_then_as_the_contracts_say() {
    let shop = generated();
    assert!(shop.read(CODE).contains("pub struct Order {"), "{}", shop.read(CODE));
    let check = shop.run(&["generate", "--check"]);
    assert_eq!((check.code, check.out.as_str()), (Some(0), ""), "{}", check.err);
    assert_eq!(shop.run(&["check"]).code, Some(0));
}

#[test]
fn an_edited_file_is_shown_as_a_patch_and_found_by_check() {
    let shop = generated();
    shop.change(CODE, "pub struct Order {", "pub struct Order { // by hand");
    let check = shop.run(&["generate", "--check"]);
    assert_eq!(check.code, Some(1));
    assert!(check.out.contains("-pub struct Order { // by hand"), "{}", check.out);
    let line = shop.read(CODE).lines().position(|line| line.contains("by hand")).expect("it was written") + 1;
    let gate = shop.run(&["check"]);
    assert_eq!(gate.code, Some(1), "{}", gate.out);
    assert!(gate.out.contains("error[generated-code-stale]"), "{}", gate.out);
    assert!(gate.out.contains(&format!("order.rs:{line}:")), "{}", gate.out);
    assert_eq!(shop.run(&["generate"]).code, Some(0));
    assert_eq!(shop.run(&["check"]).code, Some(0));
}

#[test]
fn check_writes_nothing() {
    let shop = shop();
    let check = shop.run(&["generate", "--check"]);
    assert_eq!(check.code, Some(1));
    assert!(check.out.contains("+pub struct Order {"), "{}", check.out);
    assert!(!shop.path().join("code").exists());
}

#[test]
fn files_that_are_no_longer_made_are_removed() {
    let shop = generated();
    shop.write("code/http/mine.rs", "//! Written by hand.\n");
    shop.write("contracts/http/line.schema.json", &ORDER.replace("Order", "Line"));
    assert_eq!(shop.run(&["generate"]).code, Some(0));
    assert!(shop.path().join("code/http/line.rs").exists());
    std::fs::remove_file(shop.path().join("contracts/http/line.schema.json")).expect("it was written");
    assert_eq!(shop.run(&["generate"]).code, Some(0));
    assert!(!shop.path().join("code/http/line.rs").exists());
    assert!(shop.path().join("code/http/mine.rs").exists(), "what was written by hand stays");
}

#[test]
fn a_file_that_was_written_by_hand_is_never_replaced() {
    let shop = shop();
    shop.write(CODE, "//! Mine.\n");
    let run = shop.run(&["generate"]);
    assert_eq!(run.code, Some(2), "{}", run.err);
    assert!(run.err.contains("was not generated"), "{}", run.err);
    assert_eq!(shop.read(CODE), "//! Mine.\n");
}

#[test]
fn contracts_with_errors_give_no_code() {
    let shop = shop();
    shop.change(
        "contracts/http/order.schema.json",
        r#""type": "string", "maxLength""#,
        r#""$ref": "gone.json", "maxLength""#,
    );
    let run = shop.run(&["generate"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("ref-unresolved"), "{}", run.err);
    assert!(!shop.path().join("code").exists());
}

#[test]
fn a_name_that_is_changed_in_the_lock_is_changed_in_the_code() {
    let shop = generated();
    shop.change("code/names.lock", "http::order::Order", "http::order::CustomerOrder");
    assert_eq!(shop.run(&["generate"]).code, Some(0));
    assert!(shop.read(CODE).contains("pub struct CustomerOrder {"), "{}", shop.read(CODE));
    assert_eq!(shop.run(&["generate", "--check"]).code, Some(0));
}

#[test]
fn a_damaged_lock_is_an_error_and_stays_as_it_is() {
    let shop = generated();
    let before = shop.read(CODE);
    shop.write("code/names.lock", "<<<<<<< ours\n");
    let run = shop.run(&["generate"]);
    assert_eq!(run.code, Some(2), "{}", run.err);
    assert!(run.err.contains("names.lock"), "{}", run.err);
    assert_eq!(shop.read(CODE), before);
}

#[test]
fn the_same_contracts_give_the_same_bytes_wherever_they_lie() {
    let [one, other] = [generated(), generated()];
    assert_eq!(code(&one.path().join("code")), code(&other.path().join("code")));
    let absolute = one.path().display().to_string();
    assert!(code(&one.path().join("code")).values().all(|text| !text.contains(&absolute)));
}

#[test]
fn a_description_changes_documentation_only() {
    let shop = generated();
    let before = shop.read(CODE);
    shop.change("contracts/http/order.schema.json", "What a customer ordered.", "Something else [to be] `said`.");
    assert_eq!(shop.run(&["generate"]).code, Some(0));
    let after = shop.read(CODE);
    assert_ne!(before, after);
    let code_of =
        |text: &str| text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    assert_eq!(code_of(&before), code_of(&after));
}

#[test]
fn a_contract_is_generated_without_any_configuration() {
    let shop = Workspace::with(&[("order.schema.json", ORDER)]);
    let run = shop.run(&["generate", "order.schema.json", "--out", "src/api"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(code(&shop.path().join("src/api")).values().any(|text| text.contains("pub struct Order {")));
    assert!(run.err.contains("lines"), "it says what was done: {}", run.err);
}

#[test]
fn explain_says_why() {
    let shop = shop();
    let run = shop.run(&["generate", "--explain", "contracts/http/order.schema.json#/properties/sku"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.out.contains("pattern"), "{}", run.out);
    let unknown = shop.run(&["generate", "--explain", "contracts/http/order.schema.json#/nowhere"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.err.contains("no code is made of"), "{}", unknown.err);
}

#[test]
fn what_is_missing_is_said() {
    let shop =
        Workspace::with(&[("order.schema.json", ORDER), ("empty/stipula.toml", ""), ("empty/a.schema.json", ORDER)]);
    let nowhere = shop.run(&["generate", "order.schema.json"]);
    assert_eq!(nowhere.code, Some(2));
    assert!(nowhere.err.contains("--out DIR"), "{}", nowhere.err);
    let run = Run::of(stipula_tests::stipula(), &shop.path().join("empty"), &["generate"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("[[generate]]"), "{}", run.err);
}

const API: &str = r"openapi: 3.1.1
info: {title: Orders, version: 1.0.0}
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        '200': {description: The order., content: {application/json: {schema: {$ref: order.schema.json}}}}
        '202': {description: Not yet.}
";
const MADE_BY_OTHERS: &str =
    "[lint]\nprofile = 'minimal'\n[[generate]]\nout = '../code'\ntypes = 'typify'\nclient = 'progenitor'\n";

/// A shop with an API, whose code is made by typify and progenitor.
fn made_by_others() -> Workspace {
    Workspace::with(&[
        ("contracts/stipula.toml", MADE_BY_OTHERS),
        ("contracts/http/order.schema.json", &ORDER.replace("\"maxLength\"", "\"multipleOf\": 2, \"maxLength\"")),
        ("contracts/http/openapi.yaml", API),
    ])
}

#[test]
fn typify_and_progenitor_make_files_that_are_kept_as_all_others() {
    let shop = made_by_others();
    let run = shop.run(&["generate"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let made = code(&shop.path().join("code"));
    let names: Vec<&str> = made.keys().map(String::as_str).collect();
    assert_eq!(names, ["mod.rs", "progenitor/http.rs", "progenitor/mod.rs", "typify.rs"]);
    assert!(made["typify.rs"].contains("pub struct Order {"), "{}", made["typify.rs"]);
    assert!(made["typify.rs"].contains("\n// regress = \""), "it says what it needs: {}", made["typify.rs"]);
    assert!(made["progenitor/http.rs"].contains("pub async fn get_order"), "{}", made["progenitor/http.rs"]);
    assert!(made["progenitor/http.rs"].contains("\n// progenitor-client = \""), "{}", made["progenitor/http.rs"]);
    assert_eq!(shop.run(&["generate", "--check"]).code, Some(0));
    shop.change("contracts/http/order.schema.json", "\"sku\": {", "\"gift\": {\"type\": \"boolean\"}, \"sku\": {");
    let check = shop.run(&["generate", "--check"]);
    assert_eq!(check.code, Some(1));
    assert!(check.out.contains("+++ b/code/typify.rs"), "{}", check.out);
    let gate = shop.run(&["check"]);
    assert!(gate.out.contains("error[generated-code-stale]"), "{}", gate.out);
}

#[test]
fn what_others_cannot_say_is_said_where_it_stands() {
    let run = made_by_others().run(&["generate"]);
    let said = |what: &str, place: &str| {
        let at = run.err.find(what).unwrap_or_else(|| panic!("`{what}` is not said: {}", run.err));
        assert!(run.err[at..].lines().nth(1).is_some_and(|line| line.ends_with(place)), "{}", &run.err[at..]);
    };
    said("warning[backend-looser]: typify does not check `multipleOf`", "order.schema.json:9:32");
    said("warning[backend-left-out]: progenitor leaves out `202`", "openapi.yaml:11:9");
}

#[test]
fn what_stands_on_our_types_is_not_made_on_those_of_others() {
    let shop = made_by_others();
    shop.change("contracts/stipula.toml", "types =", "targets = ['server']\ntypes =");
    let run = shop.run(&["generate"]);
    assert_eq!(run.code, Some(2), "{}", run.err);
    assert!(run.err.contains("`server` needs the types that stipula makes"), "{}", run.err);
}

#[test]
fn a_client_of_progenitor_stands_beside_our_types() {
    let shop = made_by_others();
    shop.change("contracts/stipula.toml", "types = 'typify'\n", "");
    assert_eq!(shop.run(&["generate"]).code, Some(0));
    let root = shop.read("code/mod.rs");
    assert!(root.contains("pub mod http;\n") && root.ends_with("pub mod progenitor;\n"), "{root}");
    shop.change("contracts/stipula.toml", "client = 'progenitor'\n", "");
    assert_eq!(shop.run(&["generate"]).code, Some(0));
    assert!(!shop.path().join("code/progenitor/mod.rs").exists(), "what is no longer made is removed");
    assert!(!shop.read("code/mod.rs").contains("progenitor"));
}

#[test]
fn a_package_is_written_as_a_whole() {
    let shop = shop();
    shop.change("contracts/stipula.toml", "out = '../code'", "out = '../code'\npackage = 'shop-wire'");
    let run = shop.run(&["generate"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let manifest = shop.read("code/Cargo.toml");
    assert!(manifest.contains("name = \"shop-wire\""), "{manifest}");
    let version = env!("CARGO_PKG_VERSION");
    assert!(manifest.contains(&format!("stipula-rt = {{ version = \"{version}\"")), "{manifest}");
    assert!(shop.read("code/src/lib.rs").contains("pub mod http;"));
    // What a build leaves in the folder is not ours, even if it was generated.
    shop.write("code/target/CACHEDIR.TAG", "");
    shop.write("code/target/debug/build/wire/out/wire.rs", "// @generated by stipula; elsewhere.\n");
    assert_eq!(shop.run(&["generate", "--check"]).code, Some(0));
    shop.change("code/Cargo.toml", "2024", "2021");
    let check = shop.run(&["generate", "--check"]);
    assert!(check.out.contains("-edition = \"2021\""), "{}", check.out);
    shop.change("contracts/stipula.toml", "package = 'shop-wire'\n", "");
    assert_eq!(shop.run(&["generate"]).code, Some(0));
    assert!(!shop.path().join("code/Cargo.toml").exists() && !shop.path().join("code/src/lib.rs").exists());
}

#[test]
fn cargo_finds_what_a_package_needs() {
    let shop = Workspace::with(&[("order.schema.json", ORDER), ("openapi.yaml", API)]);
    let runtime = stipula_tests::repository().join("generator/rt").display().to_string();
    let run = shop.run(&["generate", ".", "--out", "wire", "--package", "shop-wire", "--runtime-path", &runtime]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(shop.read("wire/Cargo.toml").contains(&format!("path = \"{runtime}\"")));
    let lock = stipula_tests::repository().join("Cargo.lock");
    std::fs::copy(lock, shop.path().join("wire/Cargo.lock")).expect("the same versions are there");
    let args = ["metadata", "--offline", "--format-version=1"];
    let cargo = Run::of(Path::new(env!("CARGO")), &shop.path().join("wire"), &args);
    assert_eq!(cargo.code, Some(0), "{}", cargo.err);
    assert!(cargo.out.contains("\"name\":\"stipula-rt\""), "{}", cargo.out);
}

#[test]
fn a_wrong_name_of_a_package_or_a_target_is_said() {
    let shop = Workspace::with(&[("order.schema.json", ORDER)]);
    let run = shop.run(&["generate", "order.schema.json", "--out", "wire", "--package", "3"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("`3` is no name of a package"), "{}", run.err);
    shop.write("stipula.toml", "[[generate]]\nout = 'code'\ntargets = ['dto', 'clint']\n");
    let run = shop.run(&["generate"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("did you mean `client`?") && run.err.contains("stipula.toml:3:11"), "{}", run.err);
}
