//! The registry of rules. Written by `cargo xtask codegen`; a test holds it against the folder.

mod cross_surface;
mod events;
mod governance;
mod http;
mod meaning;
mod naming;
mod profile;
mod storage;

use crate::Rule;
use std::sync::LazyLock;

/// The families with their rules.
pub(crate) static FAMILIES: &[(&str, &[&Rule])] = &[
    ("cross_surface", cross_surface::ALL),
    ("events", events::ALL),
    ("governance", governance::ALL),
    ("http", http::ALL),
    ("meaning", meaning::ALL),
    ("naming", naming::ALL),
    ("profile", profile::ALL),
    ("storage", storage::ALL),
];

static ALL: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let mut all: Vec<&'static Rule> = FAMILIES.iter().flat_map(|(_, rules)| rules.iter().copied()).collect();
    all.sort_by_key(|rule| rule.id());
    all
});

/// Every rule, by its id.
pub fn all() -> &'static [&'static Rule] {
    &ALL
}

/// The position in [`all`] of the rule with this id.
pub fn position(id: &str) -> Option<usize> {
    all().binary_search_by_key(&id, |rule| rule.id()).ok()
}

/// The family of a rule: the folder in which it stands.
pub fn family(rule: &Rule) -> &'static str {
    let has = |rules: &[&Rule]| rules.iter().any(|own| own.id() == rule.id());
    FAMILIES.iter().find(|(_, rules)| has(rules)).map_or("", |(family, _)| family)
}

/// The id that an unknown one was most likely meant to be.
pub fn nearest(id: &str) -> Option<&'static str> {
    let scored = all().iter().map(|rule| (strsim::normalized_damerau_levenshtein(id, rule.id()), rule.id()));
    let best = scored.filter(|(score, _)| *score >= 0.7).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)));
    best.map(|(_, id)| id)
}
