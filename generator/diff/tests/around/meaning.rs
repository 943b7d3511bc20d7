//! The `x-` vocabulary.

use crate::case::{cases, whole};
use stipula_diff::{About, Kind};

const BASE: &[(&str, &str)] = &[(
    "http/a/openapi.yaml",
    r"openapi: 3.1.1
info: {title: A, version: 1.0.0}
x-owner: quote-team
x-surface: http-request
x-stability: stable
x-consumers: [portal, desk]
x-audience: [internal]
x-sensitivity: internal
x-anything: 1
paths:
  /quotes:
    post:
      x-api-family: command
      x-permission: {permission: quote:write, actors: [USER, SERVICE]}
      x-idempotency: {scope: [tenantId, key], retention: P7D, expired: reject}
      x-version-guard: {header: If-Match}
      x-state-transition: {machine: quote, command: createQuote, from: [], to: DRAFT, emits: [a, b]}
      x-error-codes: [INVALID, CONFLICT]
      x-async: {status: /jobs}
      x-bulk: {most: 100}
      x-freshness: {maxStaleness: PT5S}
      x-pagination: {sort: [createdAt, id]}
      x-result-binding: {validFor: P1D}
      x-cache: {maxAge: PT1M}
      x-redaction: drop
      x-unit: month
      x-time-semantics: commit-time
      x-null-meaning: unknown
      x-id-namespace: cpq.quote
      x-extension-map: true
      x-enum-policy: closed
      x-semantics: {kind: net, tax: exclusive, version: 1}
      x-sunset: 2027-01-01
      x-replaced-by: createQuoteV2
      x-ordering-key: quoteId
      x-delivery: {guarantee: at-least-once, dedupKey: [source, id]}
      x-event-shape: rich
      responses: {'201': {description: Made}}
",
)];

cases! { CASES of BASE;
    an_owner {
        ["x-owner: quote-team" => "x-owner: order-team"]
        forth [
            "owner-changed x-owner /x-owner -> =",
        ]
        back [
            "owner-changed x-owner /x-owner -> =",
        ]
    }
    a_surface {
        ["x-surface: http-request" => "x-surface: http-response"]
        forth [
            "surface-changed x-surface /x-surface -> =",
        ]
        back [
            "surface-changed x-surface /x-surface -> =",
        ]
    }
    a_stability {
        ["x-stability: stable" => "x-stability: beta"]
        forth [
            "stability-changed x-stability /x-stability -> =",
        ]
        back [
            "stability-changed x-stability /x-stability -> =",
        ]
    }
    consumers_are_a_set {
        ["[portal, desk]" => "[desk, portal]"]
        forth []
        back []
    }
    consumers {
        ["[portal, desk]" => "[portal]"]
        forth [
            "consumers-changed x-consumers /x-consumers -> =",
        ]
        back [
            "consumers-changed x-consumers /x-consumers -> =",
        ]
    }
    an_audience_gets_wider {
        ["x-audience: [internal]" => "x-audience: [internal, partner]"]
        forth [
            "audience-widened x-audience /x-audience -> =",
        ]
        back [
            "audience-narrowed x-audience /x-audience -> =",
        ]
    }
    an_audience_is_another {
        ["x-audience: [internal]" => "x-audience: partner"]
        forth [
            "audience-narrowed x-audience /x-audience -> =",
            "audience-widened x-audience /x-audience -> =",
        ]
        back [
            "audience-narrowed x-audience /x-audience -> =",
            "audience-widened x-audience /x-audience -> =",
        ]
    }
    an_audience_alone_is_a_set {
        ["x-audience: [internal]" => "x-audience: internal"]
        forth []
        back []
    }
    an_audience_is_not_said {
        ["x-audience: [internal]\n" => ""]
        forth [
            "audience-widened x-audience /x-audience -> ",
        ]
        back [
            "audience-narrowed x-audience  -> /x-audience",
        ]
    }
    data_is_more_sensitive {
        ["x-sensitivity: internal" => "x-sensitivity: pii"]
        forth [
            "sensitivity-raised x-sensitivity /x-sensitivity -> =",
        ]
        back [
            "sensitivity-lowered x-sensitivity /x-sensitivity -> =",
        ]
    }
    an_unknown_key {
        ["x-anything: 1" => "x-anything: 2"]
        forth [
            "extension-changed x-anything /x-anything -> =",
        ]
        back [
            "extension-changed x-anything /x-anything -> =",
        ]
    }
    an_unknown_key_is_renamed {
        ["x-anything: 1" => "x-something: 1"]
        forth [
            "extension-changed x-anything /x-anything -> ",
            "extension-changed x-something  -> /x-something",
        ]
        back [
            "extension-changed x-anything  -> /x-anything",
            "extension-changed x-something /x-something -> ",
        ]
    }
    a_family {
        ["x-api-family: command" => "x-api-family: query"]
        forth [
            "api-family-changed x-api-family /paths/~1quotes/post/x-api-family -> =",
        ]
        back [
            "api-family-changed x-api-family /paths/~1quotes/post/x-api-family -> =",
        ]
    }
    a_permission {
        ["permission: quote:write" => "permission: quote:sell"]
        forth [
            "permission-changed x-permission /paths/~1quotes/post/x-permission -> =",
        ]
        back [
            "permission-changed x-permission /paths/~1quotes/post/x-permission -> =",
        ]
    }
    actors_are_a_set {
        ["[USER, SERVICE]" => "[SERVICE, USER]"]
        forth []
        back []
    }
    an_idempotency_scope {
        ["scope: [tenantId, key]" => "scope: [key]"]
        forth [
            "idempotency-scope-changed scope /paths/~1quotes/post/x-idempotency/scope -> =",
        ]
        back [
            "idempotency-scope-changed scope /paths/~1quotes/post/x-idempotency/scope -> =",
        ]
    }
    an_idempotency_expiry {
        ["retention: P7D, expired: reject" => "retention: P1D, expired: repeat"]
        forth [
            "idempotency-expiry-changed expired /paths/~1quotes/post/x-idempotency/expired -> =",
            "idempotency-expiry-changed retention /paths/~1quotes/post/x-idempotency/retention -> =",
        ]
        back [
            "idempotency-expiry-changed expired /paths/~1quotes/post/x-idempotency/expired -> =",
            "idempotency-expiry-changed retention /paths/~1quotes/post/x-idempotency/retention -> =",
        ]
    }
    no_idempotency {
        ["      x-idempotency: {scope: [tenantId, key], retention: P7D, expired: reject}\n" => ""]
        forth [
            "idempotency-removed x-idempotency /paths/~1quotes/post/x-idempotency -> /paths/~1quotes/post",
        ]
        back [
            "idempotency-added x-idempotency /paths/~1quotes/post -> /paths/~1quotes/post/x-idempotency",
        ]
    }
    a_version_guard {
        ["header: If-Match" => "header: If-Unmodified-Since"]
        forth [
            "version-guard-changed x-version-guard /paths/~1quotes/post/x-version-guard -> =",
        ]
        back [
            "version-guard-changed x-version-guard /paths/~1quotes/post/x-version-guard -> =",
        ]
    }
    a_transition {
        ["to: DRAFT" => "to: SUBMITTED"]
        forth [
            "state-transition-changed x-state-transition /paths/~1quotes/post/x-state-transition -> =",
        ]
        back [
            "state-transition-changed x-state-transition /paths/~1quotes/post/x-state-transition -> =",
        ]
    }
    what_a_transition_emits_is_a_set {
        ["emits: [a, b]" => "emits: [b, a]"]
        forth []
        back []
    }
    error_codes {
        ["[INVALID, CONFLICT]" => "[CONFLICT, GONE]"]
        forth [
            "error-code-added GONE /paths/~1quotes/post/x-error-codes -> /paths/~1quotes/post/x-error-codes/1",
            "error-code-removed INVALID /paths/~1quotes/post/x-error-codes/0 -> /paths/~1quotes/post/x-error-codes",
        ]
        back [
            "error-code-added INVALID /paths/~1quotes/post/x-error-codes -> /paths/~1quotes/post/x-error-codes/0",
            "error-code-removed GONE /paths/~1quotes/post/x-error-codes/1 -> /paths/~1quotes/post/x-error-codes",
        ]
    }
    an_async {
        ["status: /jobs" => "status: /work"]
        forth [
            "async-changed x-async /paths/~1quotes/post/x-async -> =",
        ]
        back [
            "async-changed x-async /paths/~1quotes/post/x-async -> =",
        ]
    }
    a_bulk {
        ["most: 100" => "most: 10"]
        forth [
            "bulk-changed x-bulk /paths/~1quotes/post/x-bulk -> =",
        ]
        back [
            "bulk-changed x-bulk /paths/~1quotes/post/x-bulk -> =",
        ]
    }
    a_freshness {
        ["PT5S" => "PT5M"]
        forth [
            "freshness-changed x-freshness /paths/~1quotes/post/x-freshness -> =",
        ]
        back [
            "freshness-changed x-freshness /paths/~1quotes/post/x-freshness -> =",
        ]
    }
    a_sort_has_an_order {
        ["[createdAt, id]" => "[id, createdAt]"]
        forth [
            "pagination-changed x-pagination /paths/~1quotes/post/x-pagination -> =",
        ]
        back [
            "pagination-changed x-pagination /paths/~1quotes/post/x-pagination -> =",
        ]
    }
    a_result_binding {
        ["validFor: P1D" => "validFor: P2D"]
        forth [
            "result-binding-changed x-result-binding /paths/~1quotes/post/x-result-binding -> =",
        ]
        back [
            "result-binding-changed x-result-binding /paths/~1quotes/post/x-result-binding -> =",
        ]
    }
    a_cache {
        ["maxAge: PT1M" => "maxAge: PT2M"]
        forth [
            "cache-changed x-cache /paths/~1quotes/post/x-cache -> =",
        ]
        back [
            "cache-changed x-cache /paths/~1quotes/post/x-cache -> =",
        ]
    }
    a_redaction {
        ["x-redaction: drop" => "x-redaction: mask"]
        forth [
            "redaction-changed x-redaction /paths/~1quotes/post/x-redaction -> =",
        ]
        back [
            "redaction-changed x-redaction /paths/~1quotes/post/x-redaction -> =",
        ]
    }
    a_unit {
        ["x-unit: month" => "x-unit: year"]
        forth [
            "unit-changed x-unit /paths/~1quotes/post/x-unit -> =",
        ]
        back [
            "unit-changed x-unit /paths/~1quotes/post/x-unit -> =",
        ]
    }
    a_time {
        ["x-time-semantics: commit-time" => "x-time-semantics: deadline"]
        forth [
            "time-semantics-changed x-time-semantics /paths/~1quotes/post/x-time-semantics -> =",
        ]
        back [
            "time-semantics-changed x-time-semantics /paths/~1quotes/post/x-time-semantics -> =",
        ]
    }
    a_null {
        ["x-null-meaning: unknown" => "x-null-meaning: none"]
        forth [
            "null-meaning-changed x-null-meaning /paths/~1quotes/post/x-null-meaning -> =",
        ]
        back [
            "null-meaning-changed x-null-meaning /paths/~1quotes/post/x-null-meaning -> =",
        ]
    }
    a_namespace {
        ["x-id-namespace: cpq.quote" => "x-id-namespace: crm.quote"]
        forth [
            "id-namespace-changed x-id-namespace /paths/~1quotes/post/x-id-namespace -> =",
        ]
        back [
            "id-namespace-changed x-id-namespace /paths/~1quotes/post/x-id-namespace -> =",
        ]
    }
    an_extension_map {
        ["x-extension-map: true" => "x-extension-map: {keys: text}"]
        forth [
            "extension-map-changed x-extension-map /paths/~1quotes/post/x-extension-map -> =",
        ]
        back [
            "extension-map-changed x-extension-map /paths/~1quotes/post/x-extension-map -> =",
        ]
    }
    an_enum_policy {
        ["x-enum-policy: closed" => "x-enum-policy: open"]
        forth [
            "enum-policy-opened x-enum-policy /paths/~1quotes/post/x-enum-policy -> =",
        ]
        back [
            "enum-policy-closed x-enum-policy /paths/~1quotes/post/x-enum-policy -> =",
        ]
    }
    an_enum_policy_in_other_words {
        ["x-enum-policy: closed" => "x-extensible-enum: true"]
        forth [
            "enum-policy-opened x-extensible-enum /paths/~1quotes/post -> /paths/~1quotes/post/x-extensible-enum",
        ]
        back [
            "enum-policy-closed x-extensible-enum /paths/~1quotes/post/x-extensible-enum -> /paths/~1quotes/post",
        ]
    }
    a_tax_basis {
        ["tax: exclusive" => "tax: inclusive"]
        forth [
            "tax-basis-changed tax /paths/~1quotes/post/x-semantics/tax -> =",
        ]
        back [
            "tax-basis-changed tax /paths/~1quotes/post/x-semantics/tax -> =",
        ]
    }
    a_semantics_version {
        ["version: 1}" => "version: 2}"]
        forth [
            "semantics-changed version /paths/~1quotes/post/x-semantics/version -> =",
        ]
        back [
            "semantics-changed version /paths/~1quotes/post/x-semantics/version -> =",
        ]
    }
    a_semantics_is_declared {
        ["      x-semantics: {kind: net, tax: exclusive, version: 1}\n" => ""]
        forth [
            "semantics-changed x-semantics /paths/~1quotes/post/x-semantics -> /paths/~1quotes/post",
        ]
        back [
            "semantics-changed x-semantics /paths/~1quotes/post -> /paths/~1quotes/post/x-semantics",
        ]
    }
    a_sunset_is_moved {
        ["x-sunset: 2027-01-01" => "x-sunset: 2026-12-01"]
        forth [
            "sunset-changed x-sunset /paths/~1quotes/post/x-sunset -> =",
        ]
        back [
            "sunset-changed x-sunset /paths/~1quotes/post/x-sunset -> =",
        ]
    }
    a_replacement {
        ["createQuoteV2" => "createQuoteV3"]
        forth [
            "replacement-changed x-replaced-by /paths/~1quotes/post/x-replaced-by -> =",
        ]
        back [
            "replacement-changed x-replaced-by /paths/~1quotes/post/x-replaced-by -> =",
        ]
    }
    an_ordering_key {
        ["x-ordering-key: quoteId" => "x-ordering-key: orderId"]
        forth [
            "ordering-key-changed x-ordering-key /paths/~1quotes/post/x-ordering-key -> =",
        ]
        back [
            "ordering-key-changed x-ordering-key /paths/~1quotes/post/x-ordering-key -> =",
        ]
    }
    a_delivery {
        ["at-least-once" => "at-most-once"]
        forth [
            "delivery-changed x-delivery /paths/~1quotes/post/x-delivery -> =",
        ]
        back [
            "delivery-changed x-delivery /paths/~1quotes/post/x-delivery -> =",
        ]
    }
    an_event_shape {
        ["x-event-shape: rich" => "x-event-shape: thin"]
        forth [
            "event-shape-changed x-event-shape /paths/~1quotes/post/x-event-shape -> =",
        ]
        back [
            "event-shape-changed x-event-shape /paths/~1quotes/post/x-event-shape -> =",
        ]
    }
}

#[test]
fn a_schema_has_a_meaning_too() {
    let text = |unit: &str| {
        let schema = format!(
            r#"{{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "integer", "x-unit": "{unit}"}}"#
        );
        [("snapshots/term.v1.schema.json".to_owned(), schema)]
    };
    let found = whole(&text("month"), &text("year"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].kind, Kind::UnitChanged);
    assert!(matches!(found[0].about, About::Schema(..)), "{:?}", found[0].about);
    let values = (found[0].before.as_deref(), found[0].after.as_deref());
    assert_eq!(values, (Some("\"month\""), Some("\"year\"")));
}

#[test]
fn a_word_that_the_order_does_not_know_counts_as_raised() {
    let text = |word: &str| {
        let text = format!("openapi: 3.1.1\ninfo: {{title: A, version: '1', x-sensitivity: {word}}}\npaths: {{}}\n");
        [("a.yaml".to_owned(), text)]
    };
    let kind = |old: &str, new: &str| whole(&text(old), &text(new))[0].kind;
    assert_eq!(kind("pii", "cosmic"), Kind::SensitivityRaised);
    assert_eq!(kind("restricted", "pii"), Kind::SensitivityLowered);
    assert_eq!(kind("confidential", "pii"), Kind::SensitivityRaised);
}
