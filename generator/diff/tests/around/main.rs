//! What is found around schemas: HTTP, events, meaning, lifecycles, governance. Each case is a small set of contracts and
//! an edit, with the exact facts in both directions.

mod case;
mod event;
mod event_reach;
mod governance;
mod http;
mod http_reach;
mod http_written;
mod lifecycle;
mod meaning;

use std::collections::BTreeSet;
use stipula_diff::{Family, Kind};

/// Made elsewhere: by a release, by the replay of payloads, by the judge who knows the date.
const ELSEWHERE: [Kind; 3] = [Kind::ReleasedVersionChanged, Kind::PayloadRejected, Kind::SunsetTooEarly];

fn cases() -> impl Iterator<Item = &'static case::Case> {
    let http = [http::CASES, http_written::CASES];
    let others = [event::CASES, event::CASES_OF_2, meaning::CASES, lifecycle::CASES, governance::CASES];
    http.into_iter().chain(others).flatten()
}

#[test]
fn every_kind_is_found_by_a_case() {
    let found: BTreeSet<Kind> = cases().flat_map(case::kinds).collect();
    let missing: Vec<&Kind> = Kind::ALL
        .iter()
        .filter(|kind| kind.family() != Family::Schema && !ELSEWHERE.contains(kind) && !found.contains(kind))
        .collect();
    assert!(missing.is_empty(), "no case finds {missing:?}");
}

#[test]
fn a_version_is_silent_against_itself() {
    for case in cases() {
        assert_eq!(case::facts(&case.before(), &case.before()), Vec::<String>::new(), "{}", case.name);
        assert_eq!(case::facts(&case.after(), &case.after()), Vec::<String>::new(), "{}", case.name);
    }
}

#[test]
fn the_order_of_members_and_lists_of_names_is_silent() {
    let swap = |text: &str| text.replace("[quote:read, quote:write]", "[quote:write, quote:read]");
    let old = [("http/a/openapi.yaml".to_owned(), http::BASE[0].1.to_owned())];
    let new = [("http/a/openapi.yaml".to_owned(), swap(http::BASE[0].1))];
    assert_ne!(old, new);
    assert_eq!(case::facts(&old, &new), Vec::<String>::new());
}
