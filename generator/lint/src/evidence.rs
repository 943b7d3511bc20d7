//! What rules know beside the contracts: released versions, attestations, reports of tests, and what migrations, crates
//! and lists of teams say.
//!
//! Plain data. Files are read by `stipula-source`; who runs the rules says which file is evidence of what.

mod attestations;
mod contract_tests;
mod crates;
mod row_models;
mod tables;
mod teams;

pub use attestations::Attestation;
pub(crate) use attestations::attest;
pub use contract_tests::ContractTests;
pub use crates::Crate;
pub use row_models::RowModel;
pub use tables::Table;

use jiff::civil::Date;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use stipula_diagnostics::{Diagnostic, FileId, Place, Span, codes};
use stipula_model::{Kind, Model, NodeRef};
use stipula_source::Sources;

/// Evidence from outside the contracts. What is `None` was not given, and rules that need it cannot speak.
#[derive(Debug, Default)]
pub struct Evidence {
    /// The released versions of each document by its path, the first one first: what `stipula.lock` says.
    pub released: BTreeMap<String, Vec<Released>>,
    /// What people answer for.
    pub attestations: Vec<Attestation>,
    /// What contract tests exercised.
    pub contract_tests: Option<ContractTests>,
    /// The crates of a workspace and what they depend on.
    pub crates: Option<Vec<Crate>>,
    /// The tables of a database after all migrations.
    pub tables: Option<Vec<Table>>,
    /// The structs that are read from rows of a database.
    pub row_models: Option<Vec<RowModel>>,
    /// The teams that an organization has.
    pub teams: Option<FxHashSet<String>>,
}

/// A released version.
#[derive(Debug, Clone)]
pub struct Released {
    /// Such as `1.2.0`.
    pub version: String,
    /// The day of the release, where it was told.
    pub date: Option<Date>,
    /// The digest of what was released: [`stipula_source::digest`].
    pub digest: String,
}

/// What a file is evidence of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EvidenceKind {
    /// `attestations:`; wherever the model has such a document, it need not be named.
    Attestations,
    /// `contractTests:`; wherever the model has such a document, it need not be named.
    ContractTests,
    /// The output of `cargo metadata`.
    CargoMetadata,
    /// SQL migrations, in the order in which they are applied.
    Migrations,
    /// Rust files that read from a database.
    RustSources,
    /// A `CODEOWNERS` file or a Backstage catalog.
    Teams,
}

impl EvidenceKind {
    /// All with their names in a configuration.
    pub const ALL: [(&'static str, EvidenceKind); 6] = [
        ("attestations", EvidenceKind::Attestations),
        ("contract-tests", EvidenceKind::ContractTests),
        ("cargo-metadata", EvidenceKind::CargoMetadata),
        ("migrations", EvidenceKind::Migrations),
        ("rust-sources", EvidenceKind::RustSources),
        ("teams", EvidenceKind::Teams),
    ];

    /// The kind with this name.
    pub fn find(name: &str) -> Option<EvidenceKind> {
        Self::ALL.into_iter().find(|(own, _)| *own == name).map(|(_, kind)| kind)
    }

    /// True for files that are loaded as texts ([`Sources::load_texts`]) and not as documents.
    pub fn is_text(self) -> bool {
        matches!(self, EvidenceKind::Migrations | EvidenceKind::RustSources | EvidenceKind::Teams)
    }
}

impl Evidence {
    /// Reads the attestations and test reports that the model has, and what the loaded files are evidence of. What cannot
    /// be read as what it was named as is among the diagnostics.
    pub fn read(sources: &Sources, model: &Model, files: &[(EvidenceKind, FileId)]) -> (Evidence, Vec<Diagnostic>) {
        let mut faults = Vec::new();
        let of = |wanted: EvidenceKind| files.iter().filter(move |(kind, _)| *kind == wanted).map(|(_, file)| *file);
        let own = |wanted, kind| {
            let known: Vec<FileId> = model.documents_of(kind).map(|at| at.file).collect();
            let others: Vec<FileId> = of(wanted).filter(|file| !known.contains(file)).collect();
            known.into_iter().chain(others).collect::<Vec<_>>()
        };
        let some = |wanted| of(wanted).next().is_some();
        let reports = own(EvidenceKind::ContractTests, Kind::ContractTests);
        let attested = own(EvidenceKind::Attestations, Kind::Attestations);
        let evidence = Evidence {
            released: BTreeMap::new(),
            attestations: attestations::read(sources, &attested, &mut faults),
            contract_tests: (!reports.is_empty()).then(|| contract_tests::read(sources, &reports, &mut faults)),
            crates: some(EvidenceKind::CargoMetadata)
                .then(|| crates::read(sources, of(EvidenceKind::CargoMetadata), &mut faults)),
            tables: some(EvidenceKind::Migrations).then(|| tables::read(sources, of(EvidenceKind::Migrations))),
            row_models: some(EvidenceKind::RustSources)
                .then(|| row_models::read(sources, of(EvidenceKind::RustSources))),
            teams: some(EvidenceKind::Teams).then(|| teams::read(sources, of(EvidenceKind::Teams), &mut faults)),
        };
        (evidence, faults)
    }
}

/// The value under the key that evidence of some kind must have; a finding where it lacks it. A file that could not be
/// read at all has findings of its own.
fn expect(sources: &Sources, file: FileId, key: &str, what: &str, faults: &mut Vec<Diagnostic>) -> Option<NodeRef> {
    let root = sources.file(file).tree().root()?;
    let value = root.get(key).filter(|value| value.is_array());
    if value.is_none() {
        let place = NodeRef::new(file, root).place(sources);
        let message = format!("this is no {what}: it has no list `{key}`");
        faults.push(Diagnostic::new(codes::EVIDENCE_INVALID, place, message));
    }
    value.map(|value| NodeRef::new(file, value))
}

/// A finding about a text as a whole.
fn invalid(file: FileId, message: String) -> Diagnostic {
    Diagnostic::new(codes::EVIDENCE_INVALID, Place::bare(file, Span::default()), message)
}
