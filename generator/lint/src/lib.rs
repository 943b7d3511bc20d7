//! Rules of naming, meaning and governance.
//!
//! ```text
//! Model ─► Scene (what is seen where) ─► walk ─► rules/<family>/<rule> ─► ceded, ignored ─► findings
//! ```
//!
//! A rule is a function on one kind of part ([`Rule`]), in a file of its own beside its page. Rules never walk and never
//! see each other; where two would say the same, one cedes to the other.

mod baseline;
pub mod catalogue;
mod custom;
mod cx;
mod evidence;
mod finding;
pub mod fix;
mod identity;
mod ignore;
mod keywords;
mod options;
mod rule;
pub mod rules;
mod scene;
mod settings;
pub mod vocabulary;
mod walk;
mod words;

pub use baseline::{Baseline, Known, Update};
pub use custom::{CustomDefinition, CustomRule, Subject};
pub use evidence::{Attestation, ContractTests, Crate, Evidence, EvidenceKind, Released, RowModel, Table};
pub use identity::{fingerprint, lasting_pointer};
pub use ignore::IGNORE;
pub use keywords::{KeywordProfile, Tier};
pub use options::{OptionSpec, Preset, Words};
pub use rule::{Profile, Rule, Surfaces};
pub use scene::{
    ChannelView, ContractView, ExampleView, Family, Guard, Machine, MessageView, OperationView, ParameterView,
    PropertyView, Scene, SchemaView, Stand, State, Transition,
};
pub use settings::{OptionError, Override, Settings};

pub(crate) use cx::Cx;

use cx::Found;
use rustc_hash::FxHashSet;
use stipula_diagnostics::{Diagnostic, FileId, Label};
use stipula_model::{Model, NodeRef, Roots};
use stipula_source::Sources;

/// What is linted.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The files.
    pub sources: &'a Sources,
    /// The model.
    pub model: &'a Model,
    /// The roots.
    pub roots: &'a Roots,
    /// Which rules speak.
    pub settings: &'a Settings,
    /// What is known beside the contracts.
    pub evidence: &'a Evidence,
    /// True for a repository of contracts, false for files that belong to none.
    pub is_repository: bool,
    /// The files that are judged; others are only referred to.
    pub is_meant: &'a dyn Fn(FileId) -> bool,
}

/// What linting came to.
#[derive(Debug, Default)]
pub struct Linted {
    /// The findings, in the order of reports.
    pub findings: Vec<Diagnostic>,
    /// How many were ignored in place, with a reason.
    pub ignored: usize,
    /// How many were answered by an attestation.
    pub attested: usize,
}

/// Applies the rules.
pub fn lint(input: &Input<'_>) -> Linted {
    let scene = Scene::new(input.sources, input.model, input.roots, input.settings, input.is_meant);
    let mut found = walk::walk(&scene, input);
    cede(&mut found);
    let cx = Cx::new(&scene, input.settings, input.evidence);
    found.extend(custom::walk(cx, &input.settings.custom, rules::all().len()));
    let (attested, unattested) = evidence::attest(&mut found, &scene, input.settings, input.evidence);
    let files: Vec<FileId> =
        scene.contracts.iter().filter(|contract| contract.is_meant).map(|contract| contract.contract.file).collect();
    let (ignored, faults) = ignore::apply(&mut found, input.sources, input.settings, &files);
    let mut findings: Vec<Diagnostic> = found.into_iter().map(|found| diagnostic(found, input)).collect();
    findings.extend(faults);
    findings.extend(unattested);
    Diagnostic::sort(&mut findings);
    Linted { findings, ignored, attested }
}

/// Drops what another rule says better about the same part.
fn cede(found: &mut Vec<Found>) {
    let all = rules::all();
    let spoken: FxHashSet<(NodeRef, &str)> = found.iter().map(|found| (found.subject, all[found.rule].id())).collect();
    found.retain(|found| !all[found.rule].cedes_to.iter().any(|other| spoken.contains(&(found.subject, *other))));
}

fn diagnostic(found: Found, input: &Input<'_>) -> Diagnostic {
    let Found { rule, severity, finding, .. } = found;
    let sources = input.sources;
    let labels = finding.labels.into_iter();
    let place = finding.place.unwrap_or_else(|| finding.at.place(sources));
    Diagnostic {
        code: input.settings.code(rule),
        severity,
        message: finding.message.into_owned(),
        place,
        labels: labels.map(|(at, text)| Label { place: at.place(sources), text: text.into_owned() }).collect(),
        help: finding.help.map(std::borrow::Cow::into_owned),
        fix: finding.fix.map(|fix| *fix),
        fingerprint: None,
    }
}
