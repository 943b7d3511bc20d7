//! Contracts that came, went, moved or have another version.

use crate::envelope::{Both, Noted};
use crate::{About, ContractPair, Fact, Kind, Version};
use stipula_model::Contract;

/// Where a contract says what it is called: `$id` of a schema, `id` of AsyncAPI, `$self` of OpenAPI.
const IDENTIFIERS: [&str; 3] = ["$id", "id", "$self"];

pub(super) fn compare(noted: &mut Noted<'_, '_>, pairs: &[ContractPair]) {
    let (old, new) = (noted.old(), noted.new_version());
    for (contract, pair) in pairs.iter().enumerate() {
        let about = About::Contract { contract };
        let before = pair.old.map(|at| &old.model.contracts[at]);
        let after = pair.new.map(|at| &new.model.contracts[at]);
        match (before, after) {
            (Some(before), Some(after)) => both(noted, &about, before, after),
            (Some(gone), None) => lone(noted, Kind::ContractRemoved, &about, old, gone),
            (None, Some(come)) => lone(noted, Kind::ContractAdded, &about, new, come),
            (None, None) => {}
        }
    }
}

/// A contract that only one version has stands at the same place on both sides.
fn lone(noted: &mut Noted<'_, '_>, kind: Kind, about: &About, version: Version<'_>, it: &Contract) {
    let fact = Fact::at(kind, about, Both::new(it.at, it.at));
    noted.fact(fact.named(path(version, it)));
}

fn path(version: Version<'_>, it: &Contract) -> String {
    version.roots.path_of(version.sources, it.file)
}

fn both(noted: &mut Noted<'_, '_>, about: &About, before: &Contract, after: &Contract) {
    let at = Both::new(before.at, after.at);
    let (was, is) = (path(noted.old(), before), path(noted.new_version(), after));
    // Two files that were named one beside the other have other names, and nobody moved anything.
    let are_alone = [noted.old(), noted.new_version()].iter().all(|version| version.model.contracts.len() == 1);
    if was != is && !are_alone {
        let fact = Fact::at(Kind::ContractRenamed, about, at).named(&is);
        noted.fact(fact.values(Some(was), Some(is)));
    }
    for key in IDENTIFIERS {
        noted.member(Kind::ContractRenamed, about, at, key);
    }
    let sources = noted.sources();
    if let (Some(old), Some(new)) = at.values(sources, "info") {
        let info = Both::new(at.old.sibling(old), at.new.sibling(new));
        noted.member(Kind::ContractVersionChanged, about, info, "version");
    }
}
