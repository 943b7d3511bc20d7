//! State machines.

use crate::case::cases;

const BASE: &[(&str, &str)] = &[(
    "state-machines/quote.yaml",
    r#"stateMachine: "1.0"
name: quote
title: Quote
initial: DRAFT
derivation: {rules: [first]}
states:
  DRAFT: {description: Open, terminal: false}
  SUBMITTED: {terminal: false}
  APPROVED: {terminal: true}
transitions:
  - command: submitQuote
    trigger: command
    from: [DRAFT, SUBMITTED]
    to: SUBMITTED
    guards:
      - {name: isComplete, description: All is there, failure: QUOTE_INCOMPLETE}
      - {name: isCurrent, failure: QUOTE_STALE}
    permission: quote:submit
    evidence: [reason]
    emits: [quote.submitted.v1]
    audit: audit/record.json
    failures: [QUOTE_INCOMPLETE, QUOTE_STALE]
    idempotency: {scope: [tenantId, key], retention: P7D}
  - command: approveQuote
    trigger: command
    from: [SUBMITTED]
    to: APPROVED
"#,
)];

cases! { CASES of BASE;
    a_machine_is_replaced {
        ["name: quote\n" => "name: offer\n"]
        forth [
            "machine-added offer  -> =",
            "machine-removed quote  -> =",
        ]
        back [
            "machine-added quote  -> =",
            "machine-removed offer  -> =",
        ]
    }
    a_machine_lies_elsewhere {
        ["file:state-machines/quote.yaml" => "file:machines/quote.yaml"]
        forth [
            "contract-renamed machines/quote.yaml  -> =",
        ]
        back [
            "contract-renamed state-machines/quote.yaml  -> =",
        ]
    }
    an_initial_state {
        ["initial: DRAFT" => "initial: SUBMITTED"]
        forth [
            "initial-state-changed initial /initial -> =",
        ]
        back [
            "initial-state-changed initial /initial -> =",
        ]
    }
    a_derivation {
        ["rules: [first]" => "rules: [second]"]
        forth [
            "semantics-changed derivation /derivation -> =",
        ]
        back [
            "semantics-changed derivation /derivation -> =",
        ]
    }
    a_state_is_added {
        ["  APPROVED: {terminal: true}" => "  APPROVED: {terminal: true}\n  REJECTED: {terminal: true}"]
        forth [
            "state-added REJECTED /states -> /states/REJECTED",
        ]
        back [
            "state-removed REJECTED /states/REJECTED -> /states",
        ]
    }
    a_state_is_final {
        ["  SUBMITTED: {terminal: false}" => "  SUBMITTED: {terminal: true}"]
        forth [
            "terminal-state-changed SUBMITTED /states/SUBMITTED/terminal -> =",
        ]
        back [
            "terminal-state-changed SUBMITTED /states/SUBMITTED/terminal -> =",
        ]
    }
    a_state_is_described {
        ["description: Open" => "description: Being made"]
        forth [
            "description-changed description /states/DRAFT/description -> =",
        ]
        back [
            "description-changed description /states/DRAFT/description -> =",
        ]
    }
    a_transition_is_replaced {
        ["command: approveQuote" => "command: acceptQuote"]
        forth [
            "transition-added acceptQuote /transitions -> /transitions/1",
            "transition-removed approveQuote /transitions/1 -> /transitions",
        ]
        back [
            "transition-added approveQuote /transitions -> /transitions/1",
            "transition-removed acceptQuote /transitions/1 -> /transitions",
        ]
    }
    a_source_is_removed {
        ["[DRAFT, SUBMITTED]" => "[DRAFT]"]
        forth [
            "transition-source-removed SUBMITTED /transitions/0/from/1 -> /transitions/0/from",
        ]
        back [
            "transition-source-added SUBMITTED /transitions/0/from -> /transitions/0/from/1",
        ]
    }
    sources_are_a_set {
        ["[DRAFT, SUBMITTED]" => "[SUBMITTED, DRAFT]"]
        forth []
        back []
    }
    a_target {
        ["to: APPROVED" => "to: SUBMITTED"]
        forth [
            "transition-target-changed to /transitions/1/to -> =",
        ]
        back [
            "transition-target-changed to /transitions/1/to -> =",
        ]
    }
    a_trigger {
        ["    trigger: command\n    from: [SUBMITTED]" => "    trigger: system\n    from: [SUBMITTED]"]
        forth [
            "transition-trigger-changed trigger /transitions/1/trigger -> =",
        ]
        back [
            "transition-trigger-changed trigger /transitions/1/trigger -> =",
        ]
    }
    a_guard_is_removed {
        ["      - {name: isCurrent, failure: QUOTE_STALE}\n" => ""]
        forth [
            "guard-removed isCurrent /transitions/0/guards/1 -> /transitions/0/guards",
        ]
        back [
            "guard-added isCurrent /transitions/0/guards -> /transitions/0/guards/1",
        ]
    }
    guards_have_an_order {
        ["      - {name: isComplete, description: All is there, failure: QUOTE_INCOMPLETE}\n      - {name: isCurrent, failure: QUOTE_STALE}\n"
            => "      - {name: isCurrent, failure: QUOTE_STALE}\n      - {name: isComplete, description: All is there, failure: QUOTE_INCOMPLETE}\n"]
        forth [
            "guard-order-changed /transitions/0/guards -> =",
        ]
        back [
            "guard-order-changed /transitions/0/guards -> =",
        ]
    }
    a_guard_refuses_with_another_code {
        ["isCurrent, failure: QUOTE_STALE" => "isCurrent, failure: QUOTE_INCOMPLETE"]
        forth [
            "transition-failure-added QUOTE_INCOMPLETE /transitions/0/guards/1/failure -> =",
        ]
        back [
            "transition-failure-added QUOTE_STALE /transitions/0/guards/1/failure -> =",
        ]
    }
    a_permission_of_a_transition {
        ["permission: quote:submit" => "permission: quote:write"]
        forth [
            "transition-permission-changed permission /transitions/0/permission -> =",
        ]
        back [
            "transition-permission-changed permission /transitions/0/permission -> =",
        ]
    }
    evidence {
        ["evidence: [reason]" => "evidence: [reason, version]"]
        forth [
            "evidence-added version /transitions/0/evidence -> /transitions/0/evidence/1",
        ]
        back [
            "evidence-removed version /transitions/0/evidence/1 -> /transitions/0/evidence",
        ]
    }
    events {
        ["[quote.submitted.v1]" => "[quote.submitted.v2]"]
        forth [
            "transition-event-added quote.submitted.v2 /transitions/0/emits -> /transitions/0/emits/0",
            "transition-event-removed quote.submitted.v1 /transitions/0/emits/0 -> /transitions/0/emits",
        ]
        back [
            "transition-event-added quote.submitted.v1 /transitions/0/emits -> /transitions/0/emits/0",
            "transition-event-removed quote.submitted.v2 /transitions/0/emits/0 -> /transitions/0/emits",
        ]
    }
    an_audit {
        ["audit: audit/record.json" => "audit: audit/other.json"]
        forth [
            "transition-audit-changed audit /transitions/0/audit -> =",
        ]
        back [
            "transition-audit-changed audit /transitions/0/audit -> =",
        ]
    }
    failures {
        ["failures: [QUOTE_INCOMPLETE, QUOTE_STALE]" => "failures: [QUOTE_INCOMPLETE]"]
        forth [
            "transition-failure-removed QUOTE_STALE /transitions/0/failures/1 -> /transitions/0/failures",
        ]
        back [
            "transition-failure-added QUOTE_STALE /transitions/0/failures -> /transitions/0/failures/1",
        ]
    }
    an_idempotency {
        ["retention: P7D" => "retention: P1D"]
        forth [
            "transition-idempotency-changed idempotency /transitions/0/idempotency -> =",
        ]
        back [
            "transition-idempotency-changed idempotency /transitions/0/idempotency -> =",
        ]
    }
    the_scope_of_an_idempotency_is_a_set {
        ["scope: [tenantId, key]" => "scope: [key, tenantId]"]
        forth []
        back []
    }
}
