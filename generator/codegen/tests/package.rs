//! Generated packages build without a warning, their documentation too, and their own tests pass.

#[path = "support/generated.rs"]
mod generated;

use generated::{of_folder, repository, write};
use std::path::Path;
use std::process::Command;
use stipula_codegen::{Options, Package, Runtime, Target};

/// A package of the contracts in a folder below `target/`.
fn package(name: &str, contracts: &Path) -> std::path::PathBuf {
    let folder = repository().join("target/generated").join(name);
    let runtime = Runtime::Path("../../../generator/rt".to_owned());
    let package = Some(Package { name: format!("generated-{name}"), runtime });
    let targets = vec![
        Target::Dto,
        Target::Client,
        Target::Server,
        Target::Events,
        Target::Lifecycle,
        Target::Documents,
        Target::Tests,
    ];
    let options = Options { targets, package, ..Options::default() };
    write(&folder, &of_folder(contracts, &options, false));
    let lock = repository().join("Cargo.lock");
    #[expect(clippy::disallowed_methods, reason = "the versions of the workspace, so that nothing is fetched")]
    std::fs::write(folder.join("Cargo.lock"), std::fs::read(lock).expect("the lock is there")).expect("it is written");
    folder
}

#[track_caller]
#[expect(clippy::disallowed_methods, reason = "what is generated is compiled")]
fn cargo(folder: &Path, arguments: &[&str]) {
    let target = repository().join("target/generated/target");
    let output = Command::new(env!("CARGO"))
        .arg("--quiet")
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_TARGET_DIR", target)
        .env("CLIPPY_CONF_DIR", folder)
        .env("RUSTFLAGS", "-Dwarnings")
        .env("RUSTDOCFLAGS", "-Dwarnings")
        .output()
        .expect("Cargo is there");
    let text = String::from_utf8_lossy(&output.stderr) + String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "cargo {}:\n{text}", arguments.join(" "));
}

fn assert_clean(name: &str, contracts: &Path) {
    let folder = package(name, contracts);
    let lints = ["-D", "warnings", "-W", "clippy::pedantic", "-W", "missing-docs", "-W", "unreachable-pub"];
    cargo(&folder, &[&["clippy", "--all-targets", "--"][..], &lints].concat());
    cargo(&folder, &["doc", "--no-deps"]);
    cargo(&folder, &["test"]);
}

#[test]
fn our_contracts_make_a_package_without_warnings() {
    assert_clean("contracts", &repository().join("contracts"));
}

#[test]
fn odd_contracts_make_a_package_without_warnings() {
    assert_clean("odd", &repository().join("generator/codegen/tests/contracts/odd"));
}
