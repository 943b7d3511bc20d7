//! Targets: each prints its part of the plan, and decides nothing.

mod client;
pub(crate) mod docs;
mod documents;
mod dto;
mod events;
mod lifecycle;
mod operations;
mod server;
mod tests;

use crate::code::Code;
use crate::plan::ModuleId;
use crate::print::{Atlas, GeneratedFile, NotRust, Page, Scope, files, grouped};
use crate::{Input, Plan, Target};
use rayon::prelude::*;
use std::collections::BTreeSet;

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
    documents::print(atlas.plan, module, &mut scope, &mut code);
    events::print(atlas.plan, module, &mut scope, &mut code);
    lifecycle::print(atlas.plan, module, &mut scope, &mut code);
    for service in &atlas.plan.services {
        if service.module == module {
            operations::print(service, &mut scope, &mut code);
        }
        if service.client == Some(module) {
            client::print(service, &mut scope, &mut code);
        }
    }
    for printed in atlas.plan.servers.iter().filter(|server| server.module == module) {
        server::print(atlas.plan, printed, &mut scope, &mut code);
    }
    Page {
        path: atlas.path(module).to_vec(),
        docs: docs::of_module(atlas, module),
        attributes: Vec::new(),
        contracts: contracts(atlas, module),
        given_on: atlas.given_on(module),
        imports: scope.imports(),
        items: code.finish(),
    }
}

/// The files that a module is made of.
fn contracts(atlas: &Atlas<'_>, module: ModuleId) -> Vec<String> {
    let paths: BTreeSet<String> = atlas.files(module).into_iter().chain(atlas.others(module)).collect();
    paths.into_iter().collect()
}

/// A duration in the largest unit that Rust has for it.
fn duration(ty: &str, seconds: u64) -> String {
    match (seconds % 3_600, seconds % 60) {
        _ if seconds == 0 => format!("{ty}::ZERO"),
        (0, _) => format!("{ty}::from_hours({})", grouped(seconds / 3_600)),
        (_, 0) => format!("{ty}::from_mins({})", grouped(seconds / 60)),
        _ => format!("{ty}::from_secs({})", grouped(seconds)),
    }
}
