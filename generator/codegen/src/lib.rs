//! Rust made of contracts: boundary types, operations, clients, services and events that say exactly what the contract says.
//!
//! ```text
//! Model ─► plan ─► targets ─► text ─► syn ─► prettyplease ─► files
//!          types, names,      print
//!          names.lock         and decide nothing
//! ```
//!
//! Generated types accept a value exactly when its schema does, and write what they read. What a type cannot say is a rule
//! beside it (a JSON Schema of the remaining keywords) or a diagnostic at the place in the contract; nothing is dropped
//! silently. Schema-first contracts §27: generated types are boundary artifacts, never the domain.

mod code;
mod input;
pub mod plan;
mod print;
mod targets;

pub use input::{Input, Layout, Options, Package, Runtime, Target};
pub use plan::{Lock, Plan};
pub use print::GeneratedFile;

use stipula_diagnostics::Diagnostic;

/// What was generated.
#[derive(Debug)]
pub struct Generated {
    /// The files, by path.
    pub files: Vec<GeneratedFile>,
    /// The names, to be kept beside the files.
    pub lock: Lock,
    /// What the code cannot say, and what was assumed.
    pub diagnostics: Vec<Diagnostic>,
}

/// Generates code for the contracts of a model.
///
/// # Errors
/// When a target printed something that is no Rust: our own fault, with the text that is at fault.
pub fn generate(input: &Input<'_>, lock: &Lock) -> Result<Generated, print::NotRust> {
    // The order of arguments is nobody's business.
    let mut order: Vec<_> = input.files.to_vec();
    order.sort_by_cached_key(|file| input.roots.path_of(input.sources, *file));
    let input = &Input { files: &order, ..*input };
    let (plan, lock) = Plan::of(input, lock);
    let files = targets::print(input, &plan)?;
    Ok(Generated { files, lock, diagnostics: plan.diagnostics })
}
