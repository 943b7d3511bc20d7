//! The registry: every kind of change has a file and a page, in the folder of its family.

mod event;
mod governance;
mod http;
mod lifecycle;
mod meaning;
mod schema;

use crate::Change;
use stipula_diff::{Family, Kind};

/// The changes of a family, in the order of their kinds.
fn family(family: Family) -> &'static [&'static Change] {
    match family {
        Family::Schema => schema::ALL,
        Family::Meaning => meaning::ALL,
        Family::Http => http::ALL,
        Family::Event => event::ALL,
        Family::Lifecycle => lifecycle::ALL,
        Family::Governance => governance::ALL,
    }
}

/// What a kind of change means.
///
/// # Panics
/// If a kind has no file: a test walks all of them.
pub fn of(kind: Kind) -> &'static Change {
    let found = family(kind.family()).iter().find(|change| change.kind == kind);
    found.expect("every kind of change is registered")
}

/// Every kind of change, family by family.
pub fn all() -> impl Iterator<Item = &'static Change> {
    Kind::ALL.iter().map(|kind| of(*kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_change_is_registered_once_and_named_on_its_page() {
        for kind in Kind::ALL {
            let registered = family(kind.family()).iter().filter(|change| change.kind == *kind).count();
            assert_eq!(registered, 1, "{kind}");
            assert!(of(*kind).page.starts_with(&format!("# {kind}\n")), "{kind}: the page has another title");
        }
        let registered: usize = Kind::ALL
            .iter()
            .map(|kind| kind.family())
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .map(|it| family(it).len())
            .sum();
        assert_eq!(registered, Kind::ALL.len());
    }
}
