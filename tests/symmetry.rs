//! What can be added can be removed, and what breaks those who write in one direction breaks those who read in the other.
//! Each hole in the catalogue of changes has a reason here, and a reason that is no longer needed fails.

use std::collections::BTreeMap;
use stipula_compat::{Change, Judged};
use stipula_diff::Kind;

/// Endings that are each other's opposite.
const OPPOSITES: [(&str, &str); 11] = [
    ("added", "removed"),
    ("increased", "decreased"),
    ("became-required", "became-optional"),
    ("allowed", "forbidden"),
    ("opened", "closed"),
    ("widened", "narrowed"),
    ("raised", "lowered"),
    ("introduced", "dropped"),
    ("tightened", "relaxed"),
    ("deprecated", "reactivated"),
    ("registered", "retired"),
];

/// Kinds without an opposite, and why.
const WITHOUT_OPPOSITE: &[(&str, &str)] = &[
    ("message-deprecated", "a message that is no longer deprecated promises what it promised before"),
    ("required-parameter-added", "what is removed is a parameter, required or not: parameter-removed"),
    ("required-property-added", "what is removed is a property, required or not: property-removed"),
    ("required-request-body-added", "what is removed is the body, required or not: request-body-removed"),
    (
        "required-response-header-removed",
        "a header that comes breaks nobody, always sent or not: response-header-added",
    ),
];

/// Kinds about requests or responses whose counterpart is missing, and why.
const WITHOUT_COUNTERPART: &[(&str, &str)] = &[
    ("request-body-added", "a response without a schema is a payload of its own: payload-schema-added"),
    ("request-body-removed", "as above: payload-schema-removed"),
    ("request-body-became-required", "a response has no body that may be left out"),
    ("request-body-became-optional", "a response has no body that may be left out"),
    ("response-header-added", "headers of requests are parameters: parameter-added"),
    ("response-header-removed", "headers of requests are parameters: parameter-removed"),
    ("response-header-became-required", "headers of requests are parameters: parameter-became-required"),
    ("response-header-became-optional", "headers of requests are parameters: parameter-became-optional"),
];

/// Changes by inclusion whose page shows no mirrored verdict, and why.
const NOT_MIRRORED: &[(&str, &str)] =
    &[("enum-value-added", "a value that a reader does not know is RISKY; a value that is refused is BREAKING")];

fn opposite(id: &str) -> Option<String> {
    OPPOSITES.iter().find_map(|(one, other)| {
        let swapped = |from: &str, to: &str| {
            let stem = id.strip_suffix(from).filter(|stem| stem.ends_with('-'))?;
            Some(format!("{stem}{to}"))
        };
        swapped(one, other).or_else(|| swapped(other, one))
    })
}

fn counterpart(id: &str) -> Option<String> {
    let swapped = |from: &str, to: &str| id.strip_prefix(from).map(|rest| format!("{to}{rest}"));
    swapped("request-", "response-").or_else(|| swapped("response-", "request-"))
}

/// The holes must be those of the list, no more and no fewer.
fn compare(holes: impl Iterator<Item = &'static str>, waived: &[(&str, &str)]) {
    let mut holes: Vec<&str> = holes.collect();
    let mut waived: Vec<&str> = waived.iter().map(|(id, _)| *id).collect();
    holes.sort_unstable();
    waived.sort_unstable();
    assert_eq!(holes, waived, "left: what is missing; right: what has a reason");
}

fn ids() -> impl Iterator<Item = &'static str> {
    Kind::ALL.iter().map(|kind| kind.id())
}

#[test]
fn every_change_has_its_opposite_or_a_reason() {
    let lacks = |id: &&str| opposite(id).is_some_and(|other| Kind::find(&other).is_none());
    compare(ids().filter(lacks), WITHOUT_OPPOSITE);
}

#[test]
fn requests_and_responses_have_the_same_changes_or_a_reason() {
    let lacks = |id: &&str| counterpart(id).is_some_and(|other| Kind::find(&other).is_none());
    compare(ids().filter(lacks), WITHOUT_COUNTERPART);
}

/// The exact verdicts of a page, by surface.
fn exact(change: &Change) -> BTreeMap<String, String> {
    let table = change.page.split("## Verdict").nth(1).unwrap_or_default();
    let rows = table.lines().filter(|line| line.starts_with("| ")).skip(1);
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        (cells[0].to_owned(), cells[1].to_owned())
    })
    .collect()
}

#[test]
fn what_narrows_for_writers_widens_for_readers() {
    let decided = |change: &&Change| change.judged == Judged::ByInclusion;
    let is_unlike = |change: &&Change| {
        let Some(other) = opposite(change.kind.id()).and_then(|id| Kind::find(&id)) else { return false };
        let other = stipula_compat::change(other);
        let (here, there) = (exact(change), exact(other));
        let both = other.judged == Judged::ByInclusion && here.len() == 7 && there.len() == 7;
        both && here["http-response"] != there["http-request"]
    };
    compare(stipula_compat::changes().filter(decided).filter(is_unlike).map(|change| change.kind.id()), NOT_MIRRORED);
}
