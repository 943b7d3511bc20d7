//! Generated types of all of `contracts/` against their schemas: payload fixtures, and values made from the schemas.
#![allow(clippy::disallowed_methods, reason = "tests read fixtures")]

use std::collections::BTreeMap;
use stipula_acceptance::repository;
use stipula_acceptance::{Contracts, Package, Subject, hold, payloads, values};
use stipula_codegen::Layout;

/// Values for a root schema, and for a definition inside one; `cargo xtask oracle --generated` takes more.
const VALUES: (usize, usize) = (1_000, 400);

#[test]
fn a_type_accepts_what_its_schema_accepts_and_loses_nothing() {
    let module = Contracts::in_folder(&repository().join("contracts")).module("contracts", Layout::Files);
    assert!(module.subjects.len() > 200, "only {} types", module.subjects.len());
    let built = Package { name: "generated-contracts", modules: vec![module] }.build();
    assert!(built.broken.is_empty(), "{:#?}", built.broken);
    let fixtures: BTreeMap<String, Vec<String>> =
        payloads(&repository().join("compat-fixtures/payloads")).into_iter().collect();
    let texts = |_: usize, subject: &Subject| {
        let (file, pointer) = subject.name.split_once('#').expect("a name has a pointer");
        let wanted = if pointer.is_empty() { VALUES.0 } else { VALUES.1 };
        let made = values(&subject.document, &subject.name, wanted).into_iter().map(|value| value.to_string());
        let known = fixtures.get(file).filter(|_| pointer.is_empty());
        made.chain(known.into_iter().flatten().cloned()).collect()
    };
    let summary = hold(&built, &texts);
    let found: Vec<String> = summary.differences.iter().map(ToString::to_string).collect();
    assert!(found.is_empty(), "{:?}\n{}", summary.counts, found.join("\n"));
    assert!(summary.unsatisfied.is_empty(), "no valid value was found of {:#?}", summary.unsatisfied);
}
