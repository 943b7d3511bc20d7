//! The schemas of the two source documents, as they stand there: what is wrong with them is found.
#![allow(clippy::disallowed_methods, reason = "tests read fixtures")]

use std::fmt::Write;
use stipula_source::{Folder, Limits, Memory, Provider};
use stipula_tests::{Judged, repository};

#[test]
fn the_uncorrected_schemas_are_found_wrong_where_they_are_wrong() {
    let folder = Folder::open(repository().join("compat-fixtures/seeds/schemas")).expect("the fixtures are there");
    let paths = folder.list(&Limits::default()).expect("few files");
    let mut report = String::new();
    for part in ["contracts", "contracts-section-6"] {
        let inside = paths.iter().filter_map(|path| Some((path, path.strip_prefix(part)?.strip_prefix('/')?)));
        let files = inside.fold(Memory::new(), |files, (path, name)| {
            files.with(name, folder.read(path, 1 << 20).expect("a small file"))
        });
        let judged = Judged::of(files, Some("https://contracts.example.com/"));
        for (finding, place) in judged.findings.iter().zip(judged.places()) {
            writeln!(report, "{part}: {place}: {}", finding.message).expect("a string takes everything");
        }
    }
    insta::assert_snapshot!(report);
}
