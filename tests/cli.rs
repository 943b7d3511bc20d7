//! The command as its users meet it: exit codes, streams, colours, and the files that it writes.
#![allow(clippy::disallowed_methods, reason = "tests run the command and read what it wrote")]

use std::path::Path;
use std::process::{Command, Output, Stdio};
use stipula_tests::{repository, stipula};

struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

fn run_in(folder: &Path, args: &[&str]) -> Run {
    finished(command(folder, args).output().expect("the command starts"))
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(stipula());
    command.current_dir(folder).args(args).stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR"] {
        command.env_remove(name);
    }
    command
}

fn finished(output: Output) -> Run {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the command writes UTF-8");
    Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

fn folder_with(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    folder
}

const DANGLING: &str = r#"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Quote",
  "$ref": "missing.schema.json"
}
"#;

const WARNS: &str = r#"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "requried": ["quoteId"]
}
"#;

#[test]
fn our_contracts_are_clean() {
    let run = run_in(&repository(), &["check"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{}", run.out);
    assert!(run.out.starts_with("no findings in "), "{}", run.out);
}

#[test]
fn findings_exit_with_1_and_say_where() {
    let folder = folder_with(&[("quote.schema.json", DANGLING)]);
    let run = run_in(folder.path(), &["validate", "."]);
    assert_eq!(run.code, Some(1));
    assert!(run.out.contains("error[ref-unresolved]"), "{}", run.out);
    assert!(run.out.contains("quote.schema.json:4:11"), "{}", run.out);
}

#[test]
fn warnings_fail_only_when_they_are_denied() {
    let folder = folder_with(&[("quote.schema.json", WARNS)]);
    assert_eq!(run_in(folder.path(), &["validate", "."]).code, Some(0));
    assert_eq!(run_in(folder.path(), &["validate", ".", "--deny-warnings"]).code, Some(1));
}

#[test]
fn wrong_input_exits_with_2_and_says_so_on_stderr() {
    let folder = folder_with(&[("stipula.toml", "fixturez = []\n"), ("notes.txt", "x")]);
    for args in [
        &["validate", "nowhere.yaml"][..],
        &["check", "nowhere"],
        &["validate", "git:no-such-revision"],
        &["validate", "."],
        &["check", "."],
        &["explain", "ref-unresolvd"],
        &["no-such-command"],
    ] {
        let run = run_in(folder.path(), args);
        assert_eq!(run.code, Some(2), "{args:?}: {}{}", run.out, run.err);
        assert!(!run.err.is_empty(), "{args:?}");
    }
}

#[test]
fn an_unknown_configuration_key_is_shown_with_its_place_and_what_was_meant() {
    let folder = folder_with(&[("stipula.toml", "base-uri = \"https://example.com/\"\nfixturez = []\n")]);
    let run = run_in(folder.path(), &["check"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("stipula.toml:2:1") && run.err.contains("fixtures"), "{}", run.err);
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let folder = folder_with(&[("quote.schema.json", DANGLING)]);
    assert!(!run_in(folder.path(), &["validate", "."]).out.contains('\u{1b}'));
    assert!(run_in(folder.path(), &["--color", "always", "validate", "."]).out.contains('\u{1b}'));
    let forced = command(folder.path(), &["validate", "."]).env("NO_COLOR", "1").output().expect("the command starts");
    assert!(!finished(forced).out.contains('\u{1b}'));
}

#[test]
fn the_json_report_fits_its_published_schema() {
    let folder = folder_with(&[("contracts/quote.schema.json", DANGLING)]);
    let schema = run_in(folder.path(), &["schema", "report"]).out;
    std::fs::write(folder.path().join("report.schema.json"), schema).expect("a file");
    let run = run_in(folder.path(), &["validate", "contracts", "-o", "json=report.json"]);
    assert_eq!(run.code, Some(1));
    let check = run_in(folder.path(), &["validate", "--schema", "report.schema.json", "report.json"]);
    assert_eq!(check.code, Some(0), "{}{}", check.out, check.err);
    let report: serde_json::Value = serde_json::from_str(
        &std::fs::read_to_string(folder.path().join("report.json")).expect("the report was written"),
    )
    .expect("the report is JSON");
    assert_eq!(report["findings"][0]["line"], 4);
    assert_eq!(report["findings"][0]["pointer"], "/$ref");
}

#[test]
fn every_published_schema_is_a_valid_schema() {
    let folder = folder_with(&[]);
    let help = run_in(folder.path(), &["schema", "--help"]).out;
    let own = ["state-machine", "owners", "compatibility", "waivers", "error-codes", "fixtures", "scenario"];
    let evidence = ["attestations", "contract-tests"];
    for name in ["config", "report"].into_iter().chain(own).chain(evidence) {
        assert!(help.contains(name));
        let schema = run_in(folder.path(), &["schema", name]).out;
        let path = format!("{name}.schema.json");
        std::fs::write(folder.path().join(&path), schema).expect("a file");
        let run = run_in(folder.path(), &["validate", &path, "--deny-warnings"]);
        assert_eq!(run.code, Some(0), "{name}: {}", run.out);
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let args = ["check", "--format", "json"];
    assert_eq!(run_in(&repository(), &args).out, run_in(&repository(), &args).out);
    let args = ["bundle", "contracts/events/asyncapi.yaml"];
    assert_eq!(run_in(&repository(), &args).out, run_in(&repository(), &args).out);
}

#[test]
fn every_bundle_of_our_contracts_stands_alone() {
    let folder = folder_with(&[]);
    let services = ["quote", "order", "pricing", "configuration", "bulk", "admin"];
    let mut contracts: Vec<String> =
        services.iter().map(|name| format!("contracts/http/{name}-service/openapi.yaml")).collect();
    contracts.push("contracts/events/asyncapi.yaml".to_owned());
    contracts.push("contracts/http/order-service/order-response.schema.json".to_owned());
    for contract in contracts {
        for format in ["yaml", "json"] {
            let stem = if contract.contains(".schema.") { "bundle.schema" } else { "bundle" };
            let bundled = folder.path().join(format!("{stem}.{format}"));
            let path = bundled.to_str().expect("a UTF-8 path");
            let run = run_in(&repository(), &["bundle", &contract, "-o", path]);
            assert_eq!(run.code, Some(0), "{contract}: {}{}", run.out, run.err);
            let text = std::fs::read_to_string(&bundled).expect("the bundle was written");
            assert!(!text.contains(".schema.json#") && !text.contains("$ref: ./"), "{contract} still refers to files");
            let run = run_in(folder.path(), &["validate", path, "--deny-warnings"]);
            assert_eq!(run.code, Some(0), "{contract} as {format}: {}", run.out);
        }
    }
}

#[test]
fn a_starter_repository_passes_its_own_check_and_is_never_overwritten() {
    let folder = folder_with(&[]);
    let run = run_in(folder.path(), &["init", "shop"]);
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    let check = run_in(&folder.path().join("shop"), &["check", "--deny-warnings"]);
    assert_eq!(check.code, Some(0), "{}{}", check.out, check.err);
    let marked = folder.path().join("shop/contracts/stipula.toml");
    let before = std::fs::read_to_string(&marked).expect("init writes the configuration");
    std::fs::write(&marked, format!("# ours\n{before}")).expect("a file");
    assert_eq!(run_in(folder.path(), &["init", "shop"]).code, Some(2));
    assert!(std::fs::read_to_string(&marked).expect("still there").starts_with("# ours\n"));
}

#[test]
fn contracts_are_read_from_standard_input_archives_and_git() {
    let folder = folder_with(&[("contracts/quote.schema.json", DANGLING)]);
    let mut child = command(folder.path(), &["validate", "-", "--stdin-name", "quote.schema.json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command starts");
    std::io::Write::write_all(&mut child.stdin.take().expect("piped"), DANGLING.as_bytes()).expect("the command reads");
    let run = finished(child.wait_with_output().expect("the command ends"));
    assert!(run.code == Some(1) && run.out.contains("ref-unresolved"), "{}", run.out);

    let git = |args: &[&str]| {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
        Command::new("git").current_dir(folder.path()).args(identity).args(args).output()
    };
    if git(&["init", "-q"]).is_err() {
        eprintln!("skipped: git is not installed");
        return;
    }
    git(&["add", "-A"]).expect("git runs");
    git(&["commit", "-qm", "one"]).expect("git runs");
    std::fs::write(folder.path().join("contracts/quote.schema.json"), "{}").expect("a file");
    let run = run_in(folder.path(), &["validate", "git:HEAD:contracts"]);
    assert!(run.code == Some(1) && run.out.contains("ref-unresolved"), "{}{}", run.out, run.err);
    git(&["archive", "-o", "contracts.tar.gz", "HEAD"]).expect("git runs");
    let run = run_in(folder.path(), &["validate", "contracts.tar.gz"]);
    assert!(run.code == Some(1) && run.out.contains("ref-unresolved"), "{}{}", run.out, run.err);
}

#[test]
fn every_code_explains_itself_and_a_slip_is_understood() {
    let folder = folder_with(&[]);
    for code in stipula_diagnostics::codes::ALL {
        let run = run_in(folder.path(), &["explain", code.id()]);
        assert_eq!(run.code, Some(0), "{code}");
        assert!(run.out.contains("Fix"), "{code}: {}", run.out);
    }
    let run = run_in(folder.path(), &["explain", "ref-unresolvd"]);
    assert!(run.err.contains("ref-unresolved"), "{}", run.err);
}

#[test]
fn completions_and_manual_pages_are_written() {
    let folder = folder_with(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(run_in(folder.path(), &["completions", shell]).out.contains("stipula"), "{shell}");
    }
    assert_eq!(run_in(folder.path(), &["man", "-o", "man"]).code, Some(0));
    for page in ["stipula.1", "stipula-check.1", "stipula-bundle.1"] {
        assert!(folder.path().join("man").join(page).is_file(), "{page}");
    }
}

#[test]
fn a_reader_that_stops_early_is_no_error() {
    let mut child = command(&repository(), &["validate", "--format", "json", "compat-fixtures/seeds/schemas"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the command ends");
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn standard_input_is_taken_once_and_reports_do_not_overwrite_each_other() {
    let folder = folder_with(&[("quote.schema.json", DANGLING)]);
    let run = run_in(folder.path(), &["validate", "-", "-"]);
    assert!(run.code == Some(2) && run.err.contains("only once"), "{}", run.err);
    let run = run_in(folder.path(), &["validate", ".", "-o", "json=report", "-o", "human=report"]);
    assert!(run.code == Some(2) && run.err.contains("one file, report"), "{}", run.err);
    assert!(!folder.path().join("report").exists());
}

#[cfg(unix)]
#[test]
fn pipes_devices_and_names_that_are_no_text_are_refused_and_never_waited_for() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder_with(&[("quote.schema.json", WARNS)]);
    for device in ["/dev/null", "/dev/zero"] {
        for args in [&["validate", device][..], &["check", device], &["validate", "--schema", device, "."]] {
            let run = run_in(folder.path(), args);
            assert!(run.code == Some(2) && run.err.contains("neither a file nor a folder"), "{args:?}: {}", run.err);
        }
    }
    let run = run_in(folder.path(), &["validate", ".", "--config", "/dev/zero"]);
    assert!(run.code == Some(2) && run.err.contains("larger than 1 MiB"), "{}", run.err);
    let name = std::ffi::OsStr::from_bytes(b"bad\xff.json");
    if std::fs::write(folder.path().join(name), WARNS).is_ok() {
        let run = run_in(folder.path(), &["validate", "."]);
        assert!(run.code == Some(2) && run.err.contains("its name is not UTF-8"), "{}", run.err);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_that_says_what_could_not_be_written() {
    let folder = folder_with(&[("quote.schema.json", WARNS)]);
    for args in [&["validate", "."][..], &["bundle", "quote.schema.json"], &["explain"], &["--help"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
        let run = finished(command(folder.path(), args).stdout(full).output().expect("the command starts"));
        assert_eq!(run.code, Some(2), "{args:?}: {}", run.err);
        assert!(args == ["--help"] || run.err.contains("standard output: No space"), "{args:?}: {}", run.err);
    }
}

#[test]
fn the_deepest_nesting_that_can_be_configured_fits_the_stack() {
    let schemas = r#"{"items":"#.repeat(998) + "{}" + &"}".repeat(998);
    let values = format!(r#"{{"default":{}{}}}"#, "[".repeat(998), "]".repeat(998));
    let folder = folder_with(&[
        ("stipula.toml", "[limits]\ndepth = 1000\n"),
        ("a.schema.json", &schemas),
        ("b.schema.json", &values),
        ("c.schema.yaml", &values),
    ]);
    for args in [
        &["validate", "."][..],
        &["bundle", "a.schema.json"],
        &["bundle", "b.schema.json", "--format", "yaml"],
        &["validate", "--schema", "a.schema.json", "b.schema.json", "c.schema.yaml"],
    ] {
        let run = run_in(folder.path(), args);
        assert!(matches!(run.code, Some(0 | 1)), "{args:?}: {:?} {}", run.code, run.err);
    }
}

#[test]
fn a_bundle_has_no_anchor_twice_and_bundled_again_it_is_the_same() {
    const DRAFT: &str = r#""$schema": "https://json-schema.org/draft/2020-12/schema""#;
    let order = r#""properties": {"a": {"$ref": "line.json"}, "b": {"$ref": "line.json#sku"}, "$anchor": {}}"#;
    let line = r##""$defs": {"sku": {"$anchor": "sku", "type": "string"}}, "not": {"$dynamicRef": "#sku"}"##;
    let folder = folder_with(&[
        ("order.json", &format!("{{{DRAFT}, {order}}}")),
        ("line.json", &format!("{{{DRAFT}, {line}}}")),
    ]);
    for (input, output) in [("order.json", "once.json"), ("once.json", "twice.json")] {
        let run = run_in(folder.path(), &["bundle", input, "-o", output]);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    }
    let read = |name| std::fs::read_to_string(folder.path().join(name)).expect("it was written");
    assert_eq!(read("once.json"), read("twice.json"));
    assert!(!read("once.json").contains("#sku"), "{}", read("once.json"));
}

#[test]
fn no_output_replaces_a_file_that_was_read() {
    let folder = folder_with(&[("quote.schema.json", WARNS)]);
    for args in [
        &["validate", "quote.schema.json", "-o", "json=quote.schema.json"][..],
        &["validate", ".", "-o", "json=./quote.schema.json"],
        &["bundle", "quote.schema.json", "-o", "quote.schema.json"],
    ] {
        let run = run_in(folder.path(), args);
        assert_eq!(run.code, Some(2), "{args:?}: {}{}", run.out, run.err);
        let kept = std::fs::read_to_string(folder.path().join("quote.schema.json")).expect("still there");
        assert_eq!(kept, WARNS, "{args:?}");
    }
}
