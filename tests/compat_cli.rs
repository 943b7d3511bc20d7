//! Comparing, releasing and gating as users of the command meet them.
#![allow(clippy::disallowed_methods, reason = "tests run the command and read what it wrote")]

use std::process::Command;
use stipula_tests::Workspace;

const CONFIG: &str = "fixtures = ['../payloads']\n[lint]\nprofile = 'minimal'\n";
const OWNERS: &str = "owners: '1.0'\nteams:\n  shop: {contact: shop@example.com, reviewers: [shop-leads]}\ncontracts:\n  - {path: '**', team: shop}\n";
const API: &str = "openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    post:
      operationId: placeOrder
      requestBody:
        content:
          application/json:
            schema: {$ref: place-order-request.schema.json}
      responses:
        '204': {description: Placed.}
";
const REQUEST: &str = r#"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Place order",
  "type": "object",
  "required": ["sku"],
  "properties": {"sku": {"type": "string"}, "note": {"type": "string"}},
  "additionalProperties": false
}
"#;
const EVENT: &str = r#"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Order placed",
  "type": "object",
  "required": ["orderId"],
  "properties": {"orderId": {"type": "string", "maxLength": 36}},
  "additionalProperties": false
}
"#;
const FIXTURES: &str =
    "fixtures: '1.0'\ncontract: events/order-placed.v1.schema.json\ndescription: Orders.\nvalid: [first.json]\n";

struct Shop(Workspace);

impl std::ops::Deref for Shop {
    type Target = Workspace;

    fn deref(&self) -> &Workspace {
        &self.0
    }
}

impl Shop {
    fn new() -> Shop {
        Shop(Workspace::with(&[
            ("contracts/stipula.toml", CONFIG),
            ("contracts/owners.yaml", OWNERS),
            ("contracts/http/openapi.yaml", API),
            ("contracts/http/place-order-request.schema.json", REQUEST),
            ("contracts/events/order-placed.v1.schema.json", EVENT),
            ("payloads/order-placed/fixtures.yaml", FIXTURES),
            ("payloads/order-placed/first.json", r#"{"orderId": "O-1"}"#),
        ]))
    }

    fn released() -> Shop {
        let shop = Shop::new();
        let run = shop.run(&["release", "--date", "2026-01-31"]);
        assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
        shop
    }

    /// Every file below the folder with its text, `.git` left out.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut open = vec![self.path().to_owned()];
        let mut found = Vec::new();
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
                let path = entry.path();
                match path.is_dir() {
                    true if !path.ends_with(".git") => open.push(path),
                    true => {}
                    false => found.push((path.display().to_string(), std::fs::read(&path).expect("a file"))),
                }
            }
        }
        found.sort();
        found
    }

    /// Makes every order number shorter: an event that was valid no longer is.
    fn break_the_event(&self) {
        self.change("contracts/events/order-placed.v1.schema.json", r#""maxLength": 36"#, r#""maxLength": 2"#);
    }
}

const RELEASED_EVENT: &str = "contracts/released/events/order-placed.v1/1.0.0/order-placed.v1.schema.json";

#[test]
fn a_release_copies_locks_and_tells() {
    let shop = Shop::released();
    assert_eq!(shop.read(RELEASED_EVENT), EVENT);
    assert_eq!(shop.read("contracts/released/http/openapi/1.0.0/openapi.yaml"), API);
    let lock: serde_json::Value = serde_json::from_str(&shop.read("contracts/released/stipula.lock")).expect("JSON");
    assert_eq!(lock["releases"][0]["date"], "2026-01-31");
    assert_eq!(lock["releases"][0]["versions"]["events/order-placed.v1.schema.json"], "1.0.0");
    let digest = &lock["files"]["events/order-placed.v1/1.0.0/order-placed.v1.schema.json"];
    assert!(digest.as_str().is_some_and(|digest| digest.starts_with("sha256:")), "{lock:#}");
    assert_eq!(lock["payloads"].as_object().map(serde_json::Map::len), Some(1));
    let changelog = shop.read("contracts/CHANGELOG.md");
    assert!(changelog.contains("## Release 1 - 2026-01-31") && changelog.contains("`http/openapi.yaml` 1.0.0, new"));
}

#[test]
fn released_contracts_are_no_working_contracts_and_nothing_changed_is_compatible() {
    let shop = Shop::released();
    let check = shop.run(&["check"]);
    assert_eq!((check.code, check.err.as_str()), (Some(0), ""), "{}", check.out);
    assert!(check.out.contains("compatible with released: no change"), "{}", check.out);
    let before = shop.files();
    let again = shop.run(&["release"]);
    assert_eq!(again.code, Some(0));
    assert!(again.err.contains("nothing changed since the last release"), "{}", again.err);
    assert_eq!(shop.files(), before);
}

#[test]
fn a_dry_run_writes_nothing() {
    let shop = Shop::new();
    let before = shop.files();
    let run = shop.run(&["release", "--dry-run"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.out.contains("events/order-placed.v1.schema.json 1.0.0 (new)"), "{}", run.out);
    assert_eq!(shop.files(), before);
}

#[test]
fn a_break_fails_the_gate_and_is_not_released() {
    let shop = Shop::released();
    shop.write("payloads/order-placed/first.json", r#"{"orderId": "O1"}"#);
    shop.break_the_event();
    for command in ["compat", "check", "release"] {
        let before = shop.files();
        let run = shop.run(&[command]);
        assert_eq!(run.code, Some(1), "{command}: {}{}", run.out, run.err);
        assert!(run.out.contains("BREAKING[") && run.out.contains("not compatible with released"), "{}", run.out);
        assert_eq!(shop.files(), before, "{command} writes nothing");
    }
    assert_eq!(shop.run(&["check", "--no-compat"]).code, Some(0));
}

#[test]
fn both_sides_are_shown_with_their_lines() {
    let shop = Shop::released();
    shop.break_the_event();
    let out = shop.run(&["compat"]).out;
    assert!(out.contains("--> contracts/events/order-placed.v1.schema.json:"), "{out}");
    assert!(out.contains("--> released:events/order-placed.v1.schema.json:"), "{out}");
    assert!(out.contains("fingerprint sha256:"), "{out}");
}

#[test]
fn a_released_file_that_was_changed_removed_or_added_fails() {
    type Damage = fn(&Shop);
    let cases: [(&str, Damage); 3] = [
        ("is not what was released", |shop| shop.change(RELEASED_EVENT, "Order placed", "Order made")),
        ("is missing", |shop| std::fs::remove_file(shop.path().join(RELEASED_EVENT)).expect("it was there")),
        ("is not in the lock", |shop| shop.write("contracts/released/x/1.0.0/x.json", "{}")),
    ];
    for (what, damage) in cases {
        let shop = Shop::released();
        damage(&shop);
        let run = shop.run(&["check"]);
        assert_eq!(run.code, Some(1), "{what}: {}{}", run.out, run.err);
        assert!(run.out.contains("released-version-changed") && run.out.contains(what), "{what}: {}", run.out);
    }
}

#[test]
fn reformatting_a_released_file_is_no_change() {
    let shop = Shop::released();
    let value: serde_json::Value = serde_json::from_str(EVENT).expect("JSON");
    shop.write(RELEASED_EVENT, &value.to_string());
    assert_eq!(shop.run(&["check"]).code, Some(0));
}

#[test]
fn a_payload_that_was_kept_is_replayed_though_the_fixture_is_gone() {
    let shop = Shop::released();
    shop.write("payloads/order-placed/fixtures.yaml", &FIXTURES.replace("first.json", "short.json"));
    std::fs::rename(
        shop.path().join("payloads/order-placed/first.json"),
        shop.path().join("payloads/order-placed/short.json"),
    )
    .expect("it was there");
    shop.write("payloads/order-placed/short.json", r#"{"orderId": "O1"}"#);
    let kept = shop.files().into_iter().any(|(path, _)| path.contains("order-placed.v1/1.0.0/payloads/first."));
    assert!(kept);
    shop.break_the_event();
    assert_eq!(shop.run(&["check"]).code, Some(1));
}

#[test]
fn a_missing_baseline_is_2_and_never_clean() {
    let shop = Shop::new();
    let run = shop.run(&["compat"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("nothing was released yet") && run.err.contains("stipula release"), "{}", run.err);
    assert_eq!(shop.run(&["check"]).code, Some(0), "before the first release there is nothing to compare with");
    for baseline in ["git:nowhere", "no-such-folder", "none.tgz", "git:"] {
        assert_eq!(shop.run(&["compat", "--against", baseline]).code, Some(2), "{baseline}");
        assert_eq!(shop.run(&["check", "--against", baseline]).code, Some(2), "{baseline}");
    }
    let shop = Shop::released();
    std::fs::remove_file(shop.path().join("contracts/released/stipula.lock")).expect("it was there");
    let run = shop.run(&["check"]);
    assert_eq!(run.code, Some(2), "a lock that is gone locks nothing: {}", run.out);
    shop.write("contracts/released/stipula.lock", "{\"lock\": \"9.9\"}");
    assert_eq!(shop.run(&["check"]).code, Some(2));
}

#[test]
fn a_git_revision_a_folder_and_an_archive_stand_in_for_a_release() {
    let shop = Shop::new();
    shop.commit();
    let copy = tempfile::tempdir().expect("a folder");
    let status = Command::new("git")
        .args(["-C", &shop.path().display().to_string(), "archive", "--prefix=shop-1/", "-o"])
        .arg(copy.path().join("old.tar.gz"))
        .arg("HEAD")
        .status();
    assert!(status.is_ok_and(|status| status.success()));
    let unpacked = Command::new("tar").arg("-xzf").arg("old.tar.gz").current_dir(copy.path()).status();
    assert!(unpacked.is_ok_and(|status| status.success()));
    let at = |name: &str| copy.path().join(name).display().to_string();
    let baselines = [
        "git:HEAD".to_owned(),
        "git:HEAD:contracts".to_owned(),
        at("shop-1"),
        at("shop-1/contracts"),
        at("old.tar.gz"),
    ];
    for baseline in &baselines {
        let run = shop.run(&["compat", "--against", baseline]);
        assert_eq!(run.code, Some(0), "{baseline}: {}{}", run.out, run.err);
        assert!(run.out.contains(": no change"), "{baseline}: {}", run.out);
    }
    shop.break_the_event();
    for baseline in &baselines {
        let run = shop.run(&["compat", "--against", baseline]);
        assert_eq!(run.code, Some(1), "{baseline}: {}{}", run.out, run.err);
        assert!(run.out.contains("BREAKING["), "{baseline}: {}", run.out);
    }
}

#[test]
fn the_configuration_can_name_the_baseline() {
    let shop = Shop::new();
    shop.commit();
    shop.write("contracts/stipula.toml", &format!("{CONFIG}[compatibility]\nagainst = 'git:HEAD'\n"));
    shop.write("payloads/order-placed/first.json", r#"{"orderId": "O1"}"#);
    shop.break_the_event();
    let run = shop.run(&["check"]);
    assert_eq!(run.code, Some(1), "{}{}", run.out, run.err);
    assert!(run.out.contains("not compatible with git:HEAD"), "{}", run.out);
}

#[test]
fn two_files_are_compared_wherever_they_lie() {
    let shop = Shop::new();
    shop.write("a/order.schema.json", EVENT);
    shop.write("b/order.schema.json", &EVENT.replace("36", "2"));
    for (old, new) in [("a/order.schema.json", "b/order.schema.json"), ("a", "b")] {
        let run = shop.run(&["compat", old, new, "--mode", "backward"]);
        assert_eq!(run.code, Some(1), "{}{}", run.out, run.err);
        let run = shop.run(&["compat", old, &format!("./{old}")]);
        assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    }
    let run = shop.run(&["diff", "a", "b", "--format", "json"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let facts: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(facts["facts"].as_array().map(Vec::len), Some(1), "{}", run.out);
    let run = shop.run(&["diff", "a", "a/order.schema.json"]);
    assert!(run.out.contains("no difference"), "{}{}", run.out, run.err);
}

#[test]
fn the_report_for_programs_holds_the_comparison() {
    let shop = Shop::released();
    shop.break_the_event();
    let run = shop.run(&["compat", "--format", "json"]);
    assert_eq!(run.code, Some(1));
    let report: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let compatibility = &report["compatibility"];
    assert_eq!(compatibility["compatible"], false);
    let change = &compatibility["changes"][0];
    assert_eq!(change["level"], "BREAKING");
    assert_eq!(change["contract"], "events/order-placed.v1.schema.json");
    assert_eq!(change["old"]["file"], "released:events/order-placed.v1.schema.json");
}

/// A waiver of the first finding of a report.
fn waiver(shop: &Shop, expires: &str) -> String {
    let report: serde_json::Value = serde_json::from_str(&shop.run(&["compat", "--format", "json"]).out).expect("JSON");
    let change = &report["compatibility"]["changes"][0];
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    format!(
        "waivers: '1.0'\nentries:\n  - change: {}\n    contract: {}\n    pointer: {:?}\n    fingerprint: {}\n    reason: Nobody reads it.\n    approver: shop-leads\n    expires: {expires}\n",
        text(&change["change"]),
        text(&change["contract"]),
        text(&change["new"]["pointer"]),
        text(&change["fingerprint"]),
    )
}

#[test]
fn a_waiver_of_the_working_tree_counts_only_when_that_is_said() {
    let shop = Shop::released();
    shop.write("payloads/order-placed/first.json", r#"{"orderId": "O1"}"#);
    shop.break_the_event();
    shop.write("contracts/waivers.yaml", &waiver(&shop, "2026-12-31"));
    let today = ["compat", "--today", "2026-11-21"];
    let alone = shop.run(&today);
    assert_eq!(alone.code, Some(1), "{}", alone.out);
    assert!(alone.out.contains("waiver-proposed"), "{}", alone.out);
    let allowed = shop.run(&[&today[..], &["--allow-own-waivers"]].concat());
    assert_eq!(allowed.code, Some(0), "{}{}", allowed.out, allowed.err);
    assert!(allowed.out.contains("1 waived"), "{}", allowed.out);
    let later = shop.run(&["compat", "--today", "2027-01-01", "--allow-own-waivers"]);
    assert_eq!(later.code, Some(1));
    assert!(later.out.contains("waiver-expired"), "{}", later.out);
    shop.commit();
    let merged = shop.run(&[&today[..], &["--waivers-from", "git:HEAD"]].concat());
    assert_eq!(merged.code, Some(0), "{}{}", merged.out, merged.err);
}

#[test]
fn a_declared_version_must_be_high_enough_for_its_changes() {
    let shop = Shop::released();
    shop.change("contracts/http/openapi.yaml", "title: Orders", "title: Orders of a safe shop");
    let run = shop.run(&["release"]);
    assert_eq!(run.code, Some(1), "{}{}", run.out, run.err);
    assert!(run.err.contains("`info.version` is 1.0.0; 1.0.0 is released"), "{}", run.err);
    shop.change("contracts/http/openapi.yaml", "version: 1.0.0", "version: 1.1.0");
    let run = shop.run(&["release", "--contract", "http/**"]);
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    assert!(run.out.contains("http/openapi.yaml 1.0.0 -> 1.1.0"), "{}", run.out);
    assert!(shop.read("contracts/released/http/openapi/1.1.0/openapi.yaml").contains("safe"));
    assert_eq!(shop.read("contracts/released/http/openapi/1.0.0/openapi.yaml"), API, "the version before is as it was");
    let changelog = shop.read("contracts/CHANGELOG.md");
    assert!(changelog.find("## Release 2") < changelog.find("## Release 1"), "{changelog}");
    assert_eq!(shop.run(&["check"]).code, Some(0));
}

#[test]
fn a_file_of_the_repository_is_judged_alone() {
    let shop = Shop::released();
    shop.break_the_event();
    assert_eq!(shop.run(&["compat", "contracts/events/order-placed.v1.schema.json"]).code, Some(1));
    assert_eq!(shop.run(&["compat", "contracts/http/place-order-request.schema.json"]).code, Some(0));
}
