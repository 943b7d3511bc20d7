//! Lint as users of the command meet it: profiles, weights, exceptions, baselines, changes, rules of their own.
#![allow(clippy::disallowed_methods, reason = "tests run the command and read what it wrote")]

use stipula_tests::Workspace;

/// One rule speaks, and those of the smallest profile, which find nothing here.
const CONFIG: &str = "[lint]\nprofile = 'minimal'\n[lint.rules]\narray-bounded = 'warning'\n";
const OWNERS: &str = "owners: '1.0'\nteams:\n  shop: {contact: shop@example.com, reviewers: [shop-leads]}\ncontracts:\n  - {path: '**', team: shop}\n";
const ORDER: &str = "$schema: https://json-schema.org/draft/2020-12/schema
title: Order
type: object
properties:
  lines: # the lines
    type: array
    items: {type: string}
  notes:
    type: array
    maxItems: 10
    items: {type: string}
";
/// The finding about `lines`, as `--format json` shows it.
const LINES: &str = "array-bounded warning contracts/http/order-response.schema.yaml:5 /properties/lines";

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
            ("contracts/http/order-response.schema.yaml", ORDER),
        ]))
    }

    fn with(path: &str, text: &str) -> Shop {
        let shop = Shop::new();
        shop.write(path, text);
        shop
    }

    /// The configuration with more lines.
    fn configured(more: &str) -> Shop {
        Shop::with("contracts/stipula.toml", &format!("{CONFIG}{more}"))
    }

    /// The order with `lines` written in another way.
    fn edit(&self, from: &str, to: &str) {
        self.change("contracts/http/order-response.schema.yaml", from, to);
    }

    fn report(&self, arguments: &[&str]) -> serde_json::Value {
        let run = self.run(&[arguments, &["--format", "json", "--today", "2026-11-21"]].concat());
        serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}{}", run.out, run.err))
    }

    /// `code severity file:line pointer` of each finding of `stipula lint`.
    fn findings(&self, arguments: &[&str]) -> Vec<String> {
        let report = self.report(&[&["lint"], arguments].concat());
        let rows = report["findings"].as_array().expect("a list").iter();
        let text = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
        rows.map(|row| {
            let (code, severity, file) = (text(row, "code"), text(row, "severity"), text(row, "file"));
            format!("{code} {severity} {file}:{} {}", row["line"], text(row, "pointer"))
        })
        .collect()
    }
}

const NONE: [&str; 0] = [];

#[test]
fn a_rule_speaks_with_its_weight() {
    assert_eq!(Shop::new().findings(&[]), [LINES]);
    let shop = Shop::with("contracts/stipula.toml", &CONFIG.replace("'warning'", "{severity = 'error'}"));
    assert_eq!(shop.findings(&[]), [LINES.replace("warning", "error")]);
    assert_eq!(shop.run(&["lint"]).code, Some(1));
    assert_eq!(shop.run(&["check"]).code, Some(1), "the gate applies the rules too");
    let shop = Shop::with("contracts/stipula.toml", "[lint]\nprofile = 'minimal'\n");
    assert_eq!(shop.findings(&[]), NONE);
    assert_eq!(shop.findings(&["--rule", "array-bounded"]), [LINES], "a rule that is asked for speaks");
}

#[test]
fn overrides_are_for_paths_and_surfaces_and_the_last_wins() {
    let of = |table: &str| Shop::configured(&format!("[[lint.overrides]]\n{table}")).findings(&[]);
    assert_eq!(of("paths = ['http/**']\nrules = {array-bounded = 'off'}\n"), NONE);
    assert_eq!(of("paths = ['events/**']\nrules = {array-bounded = 'off'}\n"), [LINES]);
    assert_eq!(
        of("surfaces = ['http-response']\nrules = {array-bounded = 'error'}\n"),
        [LINES.replace("warning", "error")]
    );
    assert_eq!(of("surfaces = ['event']\nrules = {array-bounded = 'error'}\n"), [LINES]);
    let twice = "rules = {array-bounded = 'off'}\n[[lint.overrides]]\nrules = {array-bounded = 'info'}\n";
    assert_eq!(of(twice), [LINES.replace("warning", "info")]);
}

#[test]
fn a_configuration_that_is_wrong_says_where() {
    for (more, expected) in [
        ("array-bouded = 'off'\n", "unknown rule `array-bouded`; did you mean `array-bounded`?"),
        ("ref-unresolved = 'off'\n", "unknown rule `ref-unresolved`"),
        ("[lint.rules.array-items-typed]\nmax = 3\n", "the rule `array-items-typed` has no option"),
        ("[[lint.overrides]]\nrules = {x-y = 'off'}\n", "unknown rule `x-y`"),
        ("[[lint.custom]]\nid = 'a'\non = 'operation'\nmessage = 'm'\nschema = true\n", "`a` is no id of a rule"),
        ("[[lint.custom]]\nid = 'a-b'\non = 'operation'\nmessage = ' '\nschema = true\n", "`a-b` has no message"),
        ("[[lint.custom]]\nid = 'a-b'\non = 'thing'\nmessage = 'm'\nschema = true\n", "unknown value `thing`"),
        (
            "[[lint.custom]]\nid = 'a-b'\non = 'schema'\nmessage = 'm'\nschema = {type = 'strin'}\n",
            "`schema` is no schema",
        ),
        ("[[lint.custom]]\nid = 'a-b'\non = 'schema'\nmessage = 'm'\nschema = 'no.json'\n", "cannot read no.json"),
        ("[[lint.custom]]\nid = 'array-bounded'\non = 'schema'\nmessage = 'm'\nschema = true\n", "there are two rules"),
    ] {
        let run = Shop::configured(more).run(&["lint"]);
        assert_eq!(run.code, Some(2), "{more}");
        assert!(run.err.contains(expected), "{more}\n{}", run.err);
        assert!(run.err.contains("--> contracts/stipula.toml:") || more.contains("no.json"), "{}", run.err);
    }
}

#[test]
fn an_exception_in_place_covers_its_object_and_what_is_below() {
    for place in ["type: object\n", "  lines: # the lines\n"] {
        let shop = Shop::new();
        let indent = if place.starts_with(' ') { "    " } else { "" };
        shop.edit(place, &format!("{place}{indent}x-lint-ignore: {{array-bounded: streamed line by line}}\n"));
        let report = shop.report(&["lint"]);
        assert_eq!((&report["summary"]["ignored"], &report["summary"]["warnings"]), (&1.into(), &0.into()), "{place}");
    }
    let shop = Shop::new();
    shop.edit("    maxItems: 10\n", "    maxItems: 10\n    x-lint-ignore: {array-bounded: streamed}\n");
    assert_eq!(shop.findings(&[]).len(), 2, "it is stale there, and covers nothing elsewhere");
}

#[test]
fn an_exception_that_is_worth_nothing_is_a_finding() {
    for (entry, code) in [
        ("array-bouded: streamed", "waiver-unknown"),
        ("array-bounded: ''", "waiver-unknown"),
        ("array-bounded: {reason: streamed, expires: 2026-11-20}", "waiver-expired"),
        ("array-bounded: {reason: streamed, expires: soon}", "waiver-unknown"),
    ] {
        let shop = Shop::new();
        shop.edit("type: object\n", &format!("type: object\nx-lint-ignore: {{{entry}}}\n"));
        let findings = shop.findings(&[]);
        assert!(findings.len() == 2 && findings.iter().any(|row| row.starts_with(code)), "{entry}: {findings:?}");
    }
    let shop = Shop::new();
    shop.edit("type: object\n", "type: object\nx-lint-ignore: {array-bounded: {reason: r, expires: 2026-11-21}}\n");
    assert_eq!(shop.findings(&[]), NONE, "the last day counts");
}

#[test]
fn exceptions_in_place_can_be_forbidden() {
    let shop = Shop::with("contracts/stipula.toml", &CONFIG.replace("[lint]\n", "[lint]\nignore-in-place = false\n"));
    shop.edit("type: object\n", "type: object\nx-lint-ignore: {array-bounded: streamed}\n");
    assert_eq!(shop.findings(&[]).len(), 1);
}

/// A waiver of the finding about `lines`.
fn waiver(shop: &Shop) -> String {
    let report = shop.report(&["lint"]);
    let fingerprint = report["findings"][0]["fingerprint"].as_str().expect("it has one");
    format!(
        "waivers: '1.0'\nentries:\n  - {{rule: array-bounded, contract: http/order-response.schema.yaml, \
         pointer: /properties/lines, fingerprint: '{fingerprint}', reason: streamed, approver: shop-leads, \
         expires: 2026-12-31}}\n"
    )
}

#[test]
fn a_waiver_is_for_what_was_looked_at() {
    let shop = Shop::new();
    shop.write("contracts/waivers.yaml", &waiver(&shop));
    let report = shop.report(&["lint"]);
    assert_eq!((&report["summary"]["waived"], &report["findings"]), (&1.into(), &serde_json::json!([])));
    shop.edit("items: {type: string}\n  notes", "items: {type: integer}\n  notes");
    let findings = shop.findings(&[]);
    assert_eq!(findings.len(), 2, "what stands there is another thing now: {findings:?}");
    assert!(findings[1].starts_with("waiver-stale"), "{findings:?}");
}

#[test]
fn a_change_cannot_waive_itself() {
    let shop = Shop::new();
    let waivers = waiver(&shop);
    shop.commit();
    shop.write("contracts/waivers.yaml", &waivers);
    let codes = |arguments: &[&str]| -> Vec<String> {
        let report = shop.report(arguments);
        let rows = report["findings"].as_array().expect("a list").iter();
        rows.map(|row| row["code"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(codes(&["check", "--against", "git:main"]), ["array-bounded", "waiver-proposed"]);
    assert_eq!(codes(&["lint", "--waivers-from", "git:main"]), ["array-bounded", "waiver-proposed"]);
    shop.commit();
    assert_eq!(codes(&["check", "--against", "git:main"]), NONE);
}

#[test]
fn a_baseline_hides_what_is_known_and_nothing_else() {
    let shop = Shop::new();
    let run = shop.run(&["lint", "--baseline", "known.json", "--update-baseline"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(shop.read("known.json").contains("/properties/lines"));
    assert_eq!(shop.findings(&["--baseline", "known.json"]), NONE);
    shop.edit("    maxItems: 10\n", "");
    let new = shop.findings(&["--baseline", "known.json"]);
    assert_eq!(new, ["array-bounded warning contracts/http/order-response.schema.yaml:8 /properties/notes"]);
    let run = shop.run(&["lint", "--baseline", "absent.json"]);
    assert_eq!((run.code, run.err.contains("--update-baseline")), (Some(2), true), "{}", run.err);
    shop.write("known.json", "{}");
    assert_eq!(shop.run(&["lint", "--baseline", "known.json"]).code, Some(2), "what is no baseline hides nothing");
}

#[test]
fn a_configured_baseline_counts_for_the_gate() {
    let config = CONFIG.replace("[lint]\n", "[lint]\nbaseline = 'known.json'\n").replace("'warning'", "'error'");
    let shop = Shop::with("contracts/stipula.toml", &config);
    assert_eq!(shop.run(&["lint", "--update-baseline"]).code, Some(0));
    assert_eq!(shop.run(&["check"]).code, Some(0));
    assert_eq!(shop.run(&["check", "--no-baseline"]).code, Some(1));
}

#[test]
fn only_what_a_change_brings_is_reported() {
    let shop = Shop::new();
    shop.commit();
    shop.edit("properties:\n", "properties:\n  first: {type: string}\n");
    assert_eq!(shop.findings(&["--changed", "main"]), NONE, "what was there has moved and is no news");
    shop.edit("    maxItems: 10\n", "");
    let new = shop.findings(&["--changed", "main"]);
    assert_eq!(new, ["array-bounded warning contracts/http/order-response.schema.yaml:9 /properties/notes"]);
    assert_eq!(shop.run(&["lint", "--changed", "nowhere"]).code, Some(2));
}

#[test]
fn a_part_of_a_repository_is_judged_with_the_whole_in_sight() {
    let shop = Shop::new();
    shop.write("contracts/http/other.schema.yaml", ORDER);
    assert_eq!(shop.findings(&[]).len(), 2);
    assert_eq!(shop.findings(&["contracts/http/order-response.schema.yaml"]), [LINES]);
    let run = shop.run(&["lint", "contracts/http/order-response.schema.yaml"]);
    assert!(run.out.ends_with("1 warning in 1 of 1 file\n"), "{}", run.out);
}

#[test]
fn a_rule_of_ones_own_needs_no_code() {
    let api = "openapi: 3.1.0\ninfo: {title: Orders, version: 1.0.0}\npaths:\n  /orders:\n    get:\n      operationId: listOrders\n      x-runbook: 7\n      responses:\n        '204': {description: None.}\n    post:\n      operationId: placeOrder\n      responses:\n        '204': {description: Placed.}\n";
    let rule = "[[lint.custom]]\nid = 'acme-runbook'\non = 'operation'\nmessage = 'operations name their runbook'\ndocs = 'Support needs it at night.'\n";
    let shop = Shop::configured(&format!("{rule}schema = 'rules/runbook.yaml'\n"));
    shop.write("contracts/rules/runbook.yaml", "required: [x-runbook]\nproperties:\n  x-runbook: {type: string}\n");
    shop.write("contracts/http/openapi.yaml", api);
    let own =
        |shop: &Shop| -> Vec<String> { shop.findings(&[]).into_iter().filter(|row| row.starts_with("acme")).collect() };
    assert_eq!(
        own(&shop),
        [
            "acme-runbook warning contracts/http/openapi.yaml:7 /paths/~1orders/get/x-runbook",
            "acme-runbook warning contracts/http/openapi.yaml:10 /paths/~1orders/post",
        ]
    );
    let when = "when = {properties = {operationId = {const = 'placeOrder'}}}\nseverity = 'error'\nschema = {required = ['x-runbook']}\n";
    shop.write("contracts/stipula.toml", &format!("{CONFIG}{rule}{when}"));
    assert_eq!(own(&shop), ["acme-runbook error contracts/http/openapi.yaml:10 /paths/~1orders/post"]);
    assert!(shop.run(&["rules"]).out.contains("acme-runbook"), "it is listed");
    shop.write(
        "contracts/http/openapi.yaml",
        &api.replace("    post:\n", "    post:\n      x-lint-ignore: {acme-runbook: soon}\n"),
    );
    assert_eq!(own(&shop), NONE, "it can be ignored like any other");
}

#[test]
fn standard_input_is_not_fixed() {
    let run = Shop::new().run(&["lint", "-", "--fix"]);
    assert_eq!(run.code, Some(2), "{}", run.err);
}

#[test]
fn a_fix_keeps_comments_and_order_and_is_repeated_until_nothing_is_left() {
    let shop = Shop::new();
    shop.edit("  notes:\n", "  status: {type: string, enum: [OPEN, CLOSED, OPEN, OPEN]} # the status\n  notes:\n");
    let run = shop.run(&["lint", "--fix"]);
    assert!(run.err.contains("fixed 2 findings") || run.out.contains("fixed 2 findings"), "{}{}", run.out, run.err);
    let text = shop.read("contracts/http/order-response.schema.yaml");
    assert!(text.contains("  status: {type: string, enum: [OPEN, CLOSED]} # the status\n"), "{text}");
    assert_eq!(text.replace("  status: {type: string, enum: [OPEN, CLOSED]} # the status\n", ""), ORDER);
}
