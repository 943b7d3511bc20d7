//! Files: which is which, what they share, and what is no change at all.

mod support;

use stipula_diff::{Carrier, Flow};
use stipula_model::{Role, Surface};
use support::compare;

const MONEY: &str = "
$schema: https://json-schema.org/draft/2020-12/schema
title: Money
type: object
properties:
  amount: { type: string, maxLength: 12 }   # a decimal
  currency: { enum: [EUR, USD] }
";

#[test]
fn the_same_written_in_another_way_is_no_change() {
    let json = r#"{"type": "object", "title": "Money", "properties": {"currency": {"enum": ["EUR", "USD"]},
        "amount": {"maxLength": 1.2e1, "type": "string"}}, "$schema": "https://json-schema.org/draft/2020-12/schema"}"#;
    let compared = compare(&[("cache/money.schema.yaml", MONEY)], &[("cache/money.schema.json", json)]);
    assert_eq!(
        compared.facts().iter().filter(|fact| !fact.starts_with("contract-")).count(),
        0,
        "{:?}",
        compared.facts()
    );
    assert_eq!(compared.diff.contracts.len(), 1, "one contract by its title");
    assert!(compared.diff.payloads.is_empty());
}

#[test]
fn the_surface_says_who_writes_and_who_reads() {
    let changed = MONEY.replace("maxLength: 12", "maxLength: 13");
    for (path, surface, flow, role) in [
        ("http/a-request.schema.yaml", Surface::HttpRequest, Flow::Inward, Role::Request),
        ("http/a-response.schema.yaml", Surface::HttpResponse, Flow::Outward, Role::Response),
        ("events/a.schema.yaml", Surface::Event, Flow::Kept, Role::Any),
        ("audit/a.schema.yaml", Surface::Audit, Flow::Kept, Role::Any),
    ] {
        let compared = compare(&[(path, MONEY)], &[(path, &changed)]);
        let [payload] = &compared.diff.payloads[..] else { panic!("one payload of {path}") };
        assert_eq!((payload.surface, payload.flow, payload.role), (Some(surface), flow, role));
        assert_eq!(payload.carrier, Carrier::Schema);
    }
}

#[test]
fn a_shared_file_is_reached_from_those_that_use_it() {
    let user =
        |name: &str| format!("{{title: {name}, properties: {{price: {{$ref: ../canonical/money.schema.yaml}}}}}}");
    let (a, b) = (user("a"), user("b"));
    let files = |money| {
        [
            ("canonical/money.schema.yaml", money),
            ("events/a.schema.yaml", a.as_str()),
            ("cache/b.schema.yaml", b.as_str()),
        ]
    };
    let changed = MONEY.replace("maxLength: 12", "maxLength: 13");
    let compared = compare(&files(MONEY), &files(&changed));
    assert_eq!(compared.facts().len(), 1, "{:?}", compared.facts());
    let surfaces: Vec<_> = compared.diff.payloads.iter().map(|payload| payload.surface).collect();
    assert_eq!(surfaces, [Some(Surface::Cache), Some(Surface::Event)], "none of its own");
    assert_eq!((compared.path(0, 0), compared.path(0, 1)), ("/price/amount".to_owned(), "/price/amount".to_owned()));
}

#[test]
fn a_shared_file_that_nobody_uses_has_a_payload_of_its_own() {
    let path = "canonical/money.schema.yaml";
    let changed = MONEY.replace("maxLength: 12", "maxLength: 13");
    let compared = compare(&[(path, MONEY)], &[(path, &changed)]);
    let [payload] = &compared.diff.payloads[..] else { panic!("one payload") };
    assert_eq!((payload.surface, payload.flow), (None, Flow::Kept));
}

#[test]
fn a_definition_that_nobody_uses_is_compared_all_the_same() {
    let old = "{title: t, $defs: {Unused: {type: string}, Old: {minLength: 1}}}";
    let new = "{title: t, $defs: {Unused: {type: integer}, New: {maxItems: 5}}}";
    let path = "snapshots/t.schema.yaml";
    let compared = compare(&[(path, old)], &[(path, new)]);
    assert_eq!(
        compared.facts(),
        [
            "component-removed Old #/$defs/Old #/$defs",
            "type-changed - #/$defs/Unused/type #/$defs/Unused/type",
            "component-added New #/$defs #/$defs/New",
        ]
    );
    assert!(compared.diff.payloads.is_empty() && compared.diff.schemas[0].reach.is_empty());
}

#[test]
fn a_file_bundled_into_the_one_that_uses_it_changes_no_value() {
    let apart = "{title: t, properties: {price: {$ref: ../canonical/money.schema.yaml}}}";
    let lines: Vec<&str> = MONEY.lines().filter(|line| !line.starts_with("$schema")).collect();
    let body = lines.join("\n      ");
    let together = format!("title: t\nproperties: {{ price: {{ $ref: '#/$defs/Money' }} }}\n$defs:\n  Money:\n{body}");
    let old = [("cache/t.schema.yaml", apart), ("canonical/money.schema.yaml", MONEY)];
    let compared = compare(&old, &[("cache/t.schema.yaml", &together)]);
    let found = compared.facts();
    let ids: Vec<&str> =
        found.iter().filter_map(|fact| fact.split(' ').next()).filter(|id| !id.starts_with("contract-")).collect();
    assert_eq!(ids, ["reference-changed", "component-added"], "{found:?}");
}

#[test]
fn contracts_are_known_by_identifier_before_path() {
    let with_id = |id: &str, most: u8| format!("{{$id: 'https://x.example/{id}', maxItems: {most}}}");
    let (a, b) = (with_id("a", 1), with_id("b", 2));
    let old = [("snapshots/1.schema.yaml", a.as_str()), ("snapshots/2.schema.yaml", b.as_str())];
    let new = [("snapshots/1.schema.yaml", b.as_str()), ("snapshots/2.schema.yaml", a.as_str())];
    let compared = compare(&old, &new);
    let of_schemas = compared.facts().into_iter().filter(|fact| !fact.starts_with("contract-")).count();
    assert_eq!(of_schemas, 0, "{:?}", compared.facts());
    assert_eq!((compared.diff.contracts[0].old, compared.diff.contracts[0].new), (Some(1), Some(0)));
}

const SERVICE: &str = "
openapi: 3.1.0
info: { title: Quotes, version: 1.0.0 }
paths:
  /quotes:
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Quote' } } } }
      responses:
        '200': { description: ok, content: { application/json: { schema: { items: { $ref: '#/components/schemas/Quote' } } } } }
components:
  schemas:
    Quote: { type: object, properties: { price: { $ref: '#/components/schemas/Money' } } }
    Money: { type: object, properties: { amount: { type: string, maxLength: 12 } } }
";

#[test]
fn one_edit_of_a_component_reaches_every_payload() {
    let path = "http/quotes/openapi.yaml";
    let compared = compare(&[(path, SERVICE)], &[(path, &SERVICE.replace("maxLength: 12", "maxLength: 13"))]);
    let place = "#/components/schemas/Money/properties/amount/maxLength";
    assert_eq!(compared.facts(), [format!("max-length-increased - {place} {place}")]);
    let flows: Vec<_> = compared.diff.payloads.iter().map(|payload| (payload.flow, payload.role)).collect();
    assert_eq!(flows, [(Flow::Inward, Role::Request), (Flow::Outward, Role::Response)]);
    assert_eq!((compared.path(0, 0), compared.path(0, 1)), ("/price/amount".to_owned(), "/*/price/amount".to_owned()));
}

#[test]
fn another_version_of_the_notation_changes_no_value() {
    let path = "http/quotes/openapi.yaml";
    let old = SERVICE.replace("3.1.0", "3.0.3").replace("type: string,", "type: string, nullable: true,");
    let new = SERVICE.replace("type: string,", "type: [string, 'null'],");
    let compared = compare(&[(path, &old)], &[(path, &new)]);
    let found = compared.facts();
    assert!(found.iter().all(|fact| fact.starts_with("dialect-changed - #/openapi #/openapi")), "{found:?}");
    assert_eq!(found.len(), 1);
}

#[test]
fn the_only_contracts_of_their_notation_are_the_same() {
    let openapi = |title: &str| format!("openapi: 3.1.1\ninfo: {{title: {title}, version: 1.0.0}}\npaths: {{}}\n");
    let (a, b) = (openapi("A"), openapi("B"));
    let pairs = |old: &[(&str, &str)], new: &[(&str, &str)]| {
        let contracts = compare(old, new).diff.contracts;
        contracts.iter().filter(|pair| pair.old.is_some() && pair.new.is_some()).count()
    };
    assert_eq!(pairs(&[("a.yaml", &a)], &[("b.yaml", &b)]), 1);
    assert_eq!(pairs(&[("a.yaml", &a)], &[("b.yaml", &b), ("c.yaml", &openapi("C"))]), 0, "it could be either");
    assert_eq!(pairs(&[("a.yaml", &a)], &[("cache/b.schema.yaml", MONEY)]), 0, "notations differ");
}

#[test]
fn long_values_that_differ_at_their_end_are_told_apart() {
    let written = |end: &str| format!("enum: [{}{end}]", "x".repeat(100_000));
    let after = |new: &str| support::schemas("enum: [a]", new).diff.facts.iter().find_map(|fact| fact.after.clone());
    let (one, other) = (after(&written("1")).expect("a value"), after(&written("2")).expect("a value"));
    assert_ne!(one, other);
    assert!(one.len() < 70_000);
}
