//! Targets: each prints its part of the plan, and decides nothing.

pub(crate) mod docs;
mod dto;
mod tests;

use crate::code::Code;
use crate::plan::ModuleId;
use crate::print::{Atlas, GeneratedFile, NotRust, Page, Scope, files};
use crate::{Input, Plan, Target};
use rayon::prelude::*;

/// Prints every target that is wished for.
pub(crate) fn print(input: &Input<'_>, plan: &Plan) -> Result<Vec<GeneratedFile>, NotRust> {
    let atlas = Atlas::new(input, plan);
    let mut pages: Vec<Page> = (0..plan.modules.len()).into_par_iter().map(|n| page(&atlas, n)).collect();
    if input.options.targets.contains(&Target::Tests) {
        pages.extend(tests::page(&atlas));
    }
    if pages.iter().all(|page| !page.path.is_empty()) {
        pages.push(Page::default());
    }
    files(input, &pages)
}

/// A module of the plan: what each target has to say in it.
fn page<'p>(atlas: &'p Atlas<'p>, module: usize) -> Page {
    let module = ModuleId(u32::try_from(module).expect("a plan has fewer than 2^32 modules"));
    let mut scope = Scope::new(atlas, atlas.path(module));
    let mut code = Code::default();
    dto::print(atlas, module, &mut scope, &mut code);
    Page {
        path: atlas.path(module).to_vec(),
        docs: docs::of_module(atlas, module),
        attributes: Vec::new(),
        contracts: atlas.files(module),
        given_on: atlas.given_on(module),
        imports: scope.imports(),
        items: code.finish(),
    }
}
