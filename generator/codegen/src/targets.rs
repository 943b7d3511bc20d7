//! Targets: each prints its part of the plan, and decides nothing.

mod docs;
mod dto;

use crate::code::Code;
use crate::plan::ModuleId;
use crate::print::{Body, GeneratedFile, NotRust, Scope, files};
use crate::{Input, Plan};
use rayon::prelude::*;

/// Prints every target that is wished for.
pub(crate) fn print(input: &Input<'_>, plan: &Plan) -> Result<Vec<GeneratedFile>, NotRust> {
    let bodies: Vec<Body> = (0..plan.modules.len()).into_par_iter().map(|n| body(input, plan, n)).collect();
    files(input, plan, &bodies)
}

fn body(_input: &Input<'_>, plan: &Plan, module: usize) -> Body {
    let module = ModuleId(u32::try_from(module).expect("a plan has fewer than 2^32 modules"));
    let mut scope = Scope::new(plan, module);
    let mut code = Code::default();
    dto::print(plan, module, &mut scope, &mut code);
    Body { imports: scope.imports(), items: code.finish() }
}
