//! Verdicts on whole versions: what stays silent, what time changes, and what no single edit explains.

use stipula_compat::{Assumption, Date, Evidence, Finding, Level, Scope};
use stipula_source::Memory;
use stipula_tests::Compared;

const OPENAPI: &str = r##"
openapi: 3.1.1
info: {title: Quotes, version: 1.0.0}
paths:
  /quotes:
    post:
      operationId: createQuote
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Quote"}}}
      responses:
        "201":
          description: Created.
          content: {application/json: {schema: {$ref: "#/components/schemas/Quote"}}}
  /quotes/{id}/price:
    get:
      operationId: getPrice
      deprecated: true
      x-sunset: "2026-06-30"
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"204": {description: Nothing.}}
components:
  schemas:
    Quote:
      type: object
      required: [sku, lines]
      properties:
        sku: {type: string, maxLength: 12}
        lines: {type: array, maxItems: 3, items: {$ref: "#/components/schemas/Line"}}
      additionalProperties: false
    Line:
      type: object
      required: [quantity]
      properties: {quantity: {type: integer, minimum: 1}}
      additionalProperties: false
"##;

fn compared(old: &str, new: &str, today: Option<&str>) -> Compared {
    let files = |text: &str| Memory::new().with("http/quote/openapi.yaml", text.to_owned());
    let compared = Compared::of(files(old), files(new), today.and_then(Date::parse));
    assert!(compared.faults.is_empty(), "{:?}", compared.faults);
    compared
}

fn wire(compared: &Compared) -> Vec<&Finding> {
    let is_wire = |finding: &&Finding| finding.change.scope == Scope::Wire && finding.level > Level::Docs;
    compared.report.findings.iter().filter(is_wire).collect()
}

fn edited(from: &str, to: &str) -> String {
    assert!(OPENAPI.contains(from), "{from}");
    OPENAPI.replace(from, to)
}

#[test]
fn equal_versions_are_silent() {
    assert!(compared(OPENAPI, OPENAPI, None).report.findings.is_empty());
}

#[test]
fn renamed_components_are_silent_on_the_wire() {
    let new = OPENAPI.replace("schemas/Line\"", "schemas/QuoteLine\"").replace("    Line:", "    QuoteLine:");
    let compared = compared(OPENAPI, &new, None);
    assert!(!compared.report.findings.is_empty(), "generated code notices");
    assert!(wire(&compared).is_empty(), "{:?}", wire(&compared));
}

#[test]
fn inlined_components_are_silent_on_the_wire() {
    let inline = "{type: object, required: [quantity], additionalProperties: false, \
                  properties: {quantity: {minimum: 1, type: integer}}}";
    let compared = compared(OPENAPI, &edited("{$ref: \"#/components/schemas/Line\"}", inline), None);
    assert!(wire(&compared).is_empty(), "{:?}", wire(&compared));
}

#[test]
fn one_edit_is_one_finding_with_all_that_it_reaches() {
    let compared = compared(OPENAPI, &edited("minimum: 1", "minimum: 2"), None);
    let [finding] = compared.report.findings.as_slice() else { panic!("{:?}", compared.report.findings) };
    assert_eq!((finding.change.kind.id(), finding.level), ("minimum-increased", Level::Breaking));
    assert_eq!(finding.reach.len(), 2, "a request and a response: {:?}", finding.reach);
}

#[test]
fn the_witness_of_an_operation_is_its_whole_body() {
    let compared = compared(OPENAPI, &edited("minimum: 1", "minimum: 2"), None);
    let mut evidence = compared.report.findings[0].surfaces.iter().map(|verdict| &verdict.assumed.evidence);
    let shown = evidence.find_map(|it| if let Evidence::Witness(shown) = it { Some(shown) } else { None });
    let shown = shown.expect("a request shows the break");
    assert_eq!(shown.value["lines"][0]["quantity"], 1, "{}", shown.value);
    assert!(shown.value["sku"].is_string() && shown.old_accepts, "{}", shown.value);
    assert_eq!((shown.at.as_str(), shown.keyword.as_str()), ("/lines/0/quantity", "minimum"));
}

#[test]
fn each_of_two_edits_has_a_witness_of_its_own() {
    let new = edited("minimum: 1", "minimum: 2").replace("maxLength: 12", "maxLength: 6");
    let compared = compared(OPENAPI, &new, None);
    let at = |finding: &Finding| {
        let mut evidence = finding.surfaces.iter().map(|verdict| &verdict.assumed.evidence);
        evidence.find_map(|it| if let Evidence::Witness(shown) = it { Some(shown.at.clone()) } else { None })
    };
    let found: Vec<_> =
        compared.report.findings.iter().map(|it| (it.change.kind.id(), at(it).unwrap_or_default())).collect();
    let expected = [("max-length-decreased", "/sku".to_owned()), ("minimum-increased", "/lines/0/quantity".to_owned())];
    assert_eq!(found, expected);
}

#[test]
fn what_was_deprecated_may_go_after_its_sunset() {
    let at = OPENAPI.find("  /quotes/{id}/price:").expect("it is there");
    let end = OPENAPI.find("components:").expect("it is there");
    let new = format!("{}{}", &OPENAPI[..at], &OPENAPI[end..]);
    let level = |today| compared(OPENAPI, &new, today).report.findings[0].level;
    assert_eq!(level(None), Level::Breaking, "without a day nothing has ended");
    assert_eq!(level(Some("2026-06-29")), Level::Breaking);
    assert_eq!(level(Some("2026-06-30")), Level::Safe);
}

#[test]
fn a_sunset_within_the_window_is_too_early() {
    let old = edited("      deprecated: true\n      x-sunset: \"2026-06-30\"\n", "");
    let kinds = |today| {
        let compared = compared(&old, OPENAPI, Some(today));
        compared.report.findings.iter().map(|finding| finding.change.kind.id()).collect::<Vec<_>>()
    };
    assert!(kinds("2026-06-01").contains(&"sunset-too-early"), "{:?}", kinds("2026-06-01"));
    assert!(!kinds("2025-12-01").contains(&"sunset-too-early"), "180 days are left: {:?}", kinds("2025-12-01"));
}

#[test]
fn what_no_single_edit_explains_is_still_shown() {
    let schema = |least| {
        format!(
            "$schema: https://json-schema.org/draft/2020-12/schema\noneOf:\n  - {{type: string, maxLength: 3}}\n  \
             - {{type: string, minLength: {least}}}\n"
        )
    };
    let files = |least| Memory::new().with("http/quote/code-request.schema.yaml", schema(least));
    let compared = Compared::of(files(5), files(2), None);
    let found: Vec<_> = compared.report.findings.iter().map(|it| (it.change.kind.id(), it.level)).collect();
    // The lower bound alone lets more pass; together with its sibling it excludes what passed.
    assert!(found.contains(&("schema-changed", Level::Breaking)), "{found:?}");
}

#[test]
fn a_verdict_names_the_assumption_that_it_rests_on() {
    let new = edited("sku: {type", "note: {type: string}\n        sku: {type");
    let compared = compared(OPENAPI, &new, None);
    let verdicts = compared.report.findings[0].surfaces.iter();
    let response = verdicts.filter(|it| it.exact.level != it.assumed.level).collect::<Vec<_>>();
    let [response] = response.as_slice() else { panic!("{response:?}") };
    assert_eq!((response.exact.level, response.assumed.level), (Level::Breaking, Level::Safe));
    assert_eq!(response.depends_on, [Assumption::TolerantReader]);
}

#[test]
fn a_pattern_that_nobody_understands_is_never_called_safe() {
    let new = edited("maxLength: 12", "maxLength: 12, pattern: \"(?<!a)b\"");
    let compared = compared(OPENAPI, &new, None);
    assert!(wire(&compared).iter().any(|finding| finding.level.fails()), "{:?}", compared.report.findings);
}

#[test]
fn findings_at_one_place_have_fingerprints_of_their_own() {
    let at = OPENAPI.find("  /quotes:").expect("it is there");
    let end = OPENAPI.find("components:").expect("it is there");
    let compared =
        compared(OPENAPI, &format!("{}{}", OPENAPI[..at].replace("paths:", "paths: {}"), &OPENAPI[end..]), None);
    let removed = compared.report.findings.iter().filter(|it| it.change.kind.id() == "operation-removed");
    let mut fingerprints: Vec<&str> = removed.map(|it| it.fingerprint.as_str()).collect();
    assert_eq!(fingerprints.len(), 2);
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), 2, "one waiver would let both pass");
}

#[test]
fn an_edit_under_a_choice_is_not_called_safe_beside_a_break() {
    let schema = |least, longest| {
        format!(
            "$schema: https://json-schema.org/draft/2020-12/schema\ntype: object\nproperties:\n  \
             note: {{type: string, maxLength: {longest}}}\n  code:\n    oneOf:\n      \
             - {{type: string, maxLength: 3}}\n      - {{type: string, minLength: {least}}}\n"
        )
    };
    let files = |least, longest| Memory::new().with("http/quote/code-request.schema.yaml", schema(least, longest));
    let compared = Compared::of(files(5, 9), files(2, 8), None);
    let level = |id| compared.report.findings.iter().find(|it| it.change.kind.id() == id).map(|it| it.level);
    assert_eq!(level("max-length-decreased"), Some(Level::Breaking));
    // It refuses what was accepted: `ab` fits both alternatives now.
    assert_eq!(level("min-length-decreased"), Some(Level::Review));
}
