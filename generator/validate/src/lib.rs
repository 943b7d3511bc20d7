//! Is a contract well-formed?
//!
//! Meta-schemas, identifiers, path templates, parameters, discriminators, examples and defaults, payload
//! fixtures and scenarios. References are judged by `stipula-model`, which follows them. Governance
//! rules (names, metadata, families) are lint's.
//!
//! ```text
//! Model ─► checks/* ─► findings        each check is one file and one function
//! ```

mod checks;
mod compiled;
mod instance;
mod meta;
mod shipped;
mod validator;
mod values;

pub use compiled::Compiled;
pub use meta::own_schema;
pub use validator::Failure;
pub use values::{Formats, payload_failures, payloads_failures};

use stipula_diagnostics::Diagnostic;
use stipula_model::{Model, Roots};
use stipula_source::{RootId, Sources};

/// Everything a check may look at.
pub(crate) struct Context<'a> {
    pub(crate) model: &'a Model,
    pub(crate) sources: &'a Sources,
    pub(crate) roots: &'a Roots,
}

/// Checks every loaded contract and document. References and syntax were judged while loading.
pub fn validate(model: &Model, sources: &Sources, roots: &Roots) -> Vec<Diagnostic> {
    let context = Context { model, sources, roots };
    finished(checks::run(&context), sources)
}

/// The same without payload fixtures and scenarios: what is wrong with the contracts themselves.
pub fn validate_contracts(model: &Model, sources: &Sources, roots: &Roots) -> Vec<Diagnostic> {
    let context = Context { model, sources, roots };
    finished(checks::run_on_contracts(&context), sources)
}

fn finished(mut findings: Vec<Diagnostic>, sources: &Sources) -> Vec<Diagnostic> {
    // A value that could not be read was reported when it was.
    findings.retain(|finding| !sources.file(finding.place.file).tree().is_damaged(finding.place.span));
    Diagnostic::sort(&mut findings);
    findings
}

impl Context<'_> {
    /// The root that is checked.
    pub(crate) fn main_root(&self) -> RootId {
        self.roots.main
    }
}
