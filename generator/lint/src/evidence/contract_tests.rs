//! `contractTests`: what a run of tests exercised.

use rustc_hash::FxHashSet;
use stipula_diagnostics::{Diagnostic, FileId};
use stipula_source::{Node, Sources};

/// What contract tests exercised, by the names in their reports. Only tests that passed count.
#[derive(Debug, Default)]
pub struct ContractTests {
    /// Operations: `acceptQuote`, or `POST /quotes` for one without an `operationId`.
    pub operations: FxHashSet<String>,
    /// Messages, sent or received.
    pub messages: FxHashSet<String>,
    /// Messages whose producer was shown not to send what the schema rejects.
    pub validated: FxHashSet<String>,
}

pub(super) fn read(sources: &Sources, files: &[FileId], faults: &mut Vec<Diagnostic>) -> ContractTests {
    let mut found = ContractTests::default();
    for file in files {
        let list = super::expect(sources, *file, "tests", "report of contract tests", faults);
        let tests = list.into_iter().flat_map(|at| at.get(sources).items());
        tests.filter(|test| test.get_str("outcome") == Some("passed")).for_each(|test| found.add(test));
    }
    found
}

impl ContractTests {
    fn add(&mut self, test: Node<'_>) {
        let names = |key| test.get(key).into_iter().flat_map(Node::items).filter_map(Node::as_str).map(str::to_owned);
        self.operations.extend(names("operations"));
        self.messages.extend(names("messages"));
        let is_proof = test.get("validates").and_then(Node::as_bool) == Some(true);
        if is_proof && test.get_str("side") != Some("consumer") {
            self.validated.extend(names("messages"));
        }
    }
}
