//! Contracts as a whole, and the documents that govern them.

use crate::case::{cases, whole};
use stipula_diff::About;

const BASE: &[(&str, &str)] = &[
    ("http/a/openapi.yaml", "openapi: 3.1.1\ninfo: {title: A, version: 1.0.0}\npaths: {}\n"),
    ("http/b/openapi.yaml", "openapi: 3.1.1\ninfo: {title: B, version: 2.0.0}\npaths: {}\n"),
    (
        "error-codes.yaml",
        "errorCodes: \"1.0\"\ncodes:\n  INVALID: {category: VALIDATION_ERROR, status: 400, title: Wrong}\n  GONE: {category: STATE_CONFLICT, status: 410}\n",
    ),
    (
        "owners.yaml",
        "owners: \"1.0\"\nteams: {one: {contact: a@example.com}, two: {contact: b@example.com}}\nconsumers: {desk: {purpose: Sells}}\ncontracts:\n  - {path: 'http/**', team: one, reviewers: [x, y], consumers: [desk]}\n",
    ),
    (
        "compatibility/http.yaml",
        "compatibility: \"1.0\"\npolicies:\n  - {contracts: 'http/**', surface: http-request, mode: BACKWARD, supportedVersions: [1], window: P180D, assumptions: [replay], reason: Because}\n",
    ),
];

cases! { CASES of BASE;
    a_contract_is_removed {
        ["file:http/b/openapi.yaml" => ""]
        forth [
            "contract-removed http/b/openapi.yaml  -> =",
        ]
        back [
            "contract-added http/b/openapi.yaml  -> =",
        ]
    }
    a_contract_lies_elsewhere {
        ["file:http/b/openapi.yaml" => "file:http/c/openapi.yaml"]
        forth [
            "contract-renamed http/c/openapi.yaml  -> =",
        ]
        back [
            "contract-renamed http/b/openapi.yaml  -> =",
        ]
    }
    a_contract_has_another_version {
        ["version: 2.0.0" => "version: 2.1.0"]
        forth [
            "contract-version-changed version /info/version -> =",
        ]
        back [
            "contract-version-changed version /info/version -> =",
        ]
    }
    a_code_is_registered {
        ["  GONE: {category: STATE_CONFLICT, status: 410}\n" => ""]
        forth [
            "error-code-retired GONE /codes/GONE -> /codes",
        ]
        back [
            "error-code-registered GONE /codes -> /codes/GONE",
        ]
    }
    a_code_has_another_status {
        ["status: 400" => "status: 422"]
        forth [
            "error-code-changed INVALID /codes/INVALID/status -> =",
        ]
        back [
            "error-code-changed INVALID /codes/INVALID/status -> =",
        ]
    }
    a_code_is_titled {
        ["title: Wrong" => "title: Invalid"]
        forth [
            "description-changed title /codes/INVALID/title -> =",
        ]
        back [
            "description-changed title /codes/INVALID/title -> =",
        ]
    }
    another_team_owns {
        ["team: one" => "team: two"]
        forth [
            "owner-changed team /contracts/0/team -> =",
        ]
        back [
            "owner-changed team /contracts/0/team -> =",
        ]
    }
    reviewers_are_a_set {
        ["[x, y]" => "[y, x]"]
        forth []
        back []
    }
    other_reviewers {
        ["[x, y]" => "[x, z]"]
        forth [
            "owner-changed reviewers /contracts/0/reviewers -> =",
        ]
        back [
            "owner-changed reviewers /contracts/0/reviewers -> =",
        ]
    }
    other_consumers {
        ["consumers: [desk]" => "consumers: []"]
        forth [
            "consumers-changed consumers /contracts/0/consumers -> =",
        ]
        back [
            "consumers-changed consumers /contracts/0/consumers -> =",
        ]
    }
    a_later_owner_decides {
        ["consumers: [desk]}\n" => "consumers: [desk]}\n  - {path: 'http/b/*', team: two, reviewers: [x, y], consumers: [desk]}\n"]
        forth [
            "owner-changed team /contracts/0/team -> /contracts/1/team",
        ]
        back [
            "owner-changed team /contracts/1/team -> /contracts/0/team",
        ]
    }
    nobody_owns {
        ["path: 'http/**'" => "path: 'http/a/*'"]
        forth [
            "owner-changed team /contracts/0 -> /contracts",
        ]
        back [
            "owner-changed team /contracts -> /contracts/0",
        ]
    }
    a_team_is_reached_elsewhere {
        ["contact: a@example.com" => "contact: c@example.com"]
        forth [
            "description-changed one /teams/one -> =",
        ]
        back [
            "description-changed one /teams/one -> =",
        ]
    }
    a_stricter_mode {
        ["mode: BACKWARD," => "mode: FULL_TRANSITIVE,"]
        forth [
            "policy-tightened mode /policies/0/mode -> =",
        ]
        back [
            "policy-relaxed mode /policies/0/mode -> =",
        ]
    }
    the_opposite_mode {
        ["mode: BACKWARD," => "mode: FORWARD,"]
        forth [
            "policy-relaxed mode /policies/0/mode -> =",
            "policy-tightened mode /policies/0/mode -> =",
        ]
        back [
            "policy-relaxed mode /policies/0/mode -> =",
            "policy-tightened mode /policies/0/mode -> =",
        ]
    }
    a_longer_window {
        ["window: P180D" => "window: P1Y"]
        forth [
            "policy-tightened window /policies/0/window -> =",
        ]
        back [
            "policy-relaxed window /policies/0/window -> =",
        ]
    }
    a_window_in_other_units {
        ["window: P180D" => "window: P6M"]
        forth []
        back []
    }
    more_versions {
        ["supportedVersions: [1]" => "supportedVersions: [1, 2]"]
        forth [
            "policy-tightened supportedVersions /policies/0/supportedVersions -> =",
        ]
        back [
            "policy-relaxed supportedVersions /policies/0/supportedVersions -> =",
        ]
    }
    more_assumptions {
        ["assumptions: [replay]" => "assumptions: [replay, rollback]"]
        forth [
            "policy-relaxed assumptions /policies/0/assumptions -> =",
        ]
        back [
            "policy-tightened assumptions /policies/0/assumptions -> =",
        ]
    }
    a_policy_for_another_surface {
        ["surface: http-request" => "surface: http-response"]
        forth [
            "surface-changed surface /policies/0/surface -> =",
        ]
        back [
            "surface-changed surface /policies/0/surface -> =",
        ]
    }
    another_reason {
        ["reason: Because" => "reason: Therefore"]
        forth [
            "description-changed reason /policies/0/reason -> =",
        ]
        back [
            "description-changed reason /policies/0/reason -> =",
        ]
    }
    no_policy {
        ["contracts: 'http/**'" => "contracts: 'http/a/*'"]
        forth [
            "policy-relaxed policy /policies/0 -> /policies",
        ]
        back [
            "policy-tightened policy /policies -> /policies/0",
        ]
    }
}

#[test]
fn a_policy_names_the_contracts_that_it_governs() {
    let case = CASES.iter().find(|case| case.name == "a_longer_window").expect("declared above");
    let found = whole(&case.before(), &case.after());
    assert_eq!(found[0].about, About::Document("compatibility/http.yaml".to_owned()));
    assert_eq!(found[0].also, ["http/a/openapi.yaml", "http/b/openapi.yaml"]);
}
