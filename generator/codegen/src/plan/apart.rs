//! Names and modules of what is no type of a schema.

use super::names::free_name;
use super::{Docs, Module, ModuleId, Plan};
use rustc_hash::FxHashSet;

/// Names that are kept apart from each other.
#[derive(Debug, Default)]
pub(super) struct Apart(FxHashSet<String>);

impl Apart {
    /// With names that are taken from the beginning.
    pub(super) fn new<'n>(taken: impl IntoIterator<Item = &'n str>) -> Self {
        Self(taken.into_iter().map(str::to_owned).collect())
    }

    /// The name, or the name with the smallest number that makes it free.
    pub(super) fn free(&mut self, name: String) -> String {
        free_name([name], |name| self.0.insert(name.clone()))
    }
}

/// The number of a module, with what it is about; it is made where it is missing, with those around it.
pub(super) fn module(plan: &mut Plan, path: &[String], text: &str) -> ModuleId {
    for end in 0..=path.len() {
        if !plan.modules.iter().any(|module| module.path == path[..end]) {
            plan.modules.push(Module { path: path[..end].to_vec(), docs: Docs::default() });
        }
    }
    let found = plan.modules.iter().position(|module| module.path == path).expect("it was just made");
    plan.modules[found].docs.text.get_or_insert_with(|| text.to_owned());
    ModuleId(u32::try_from(found).expect("a plan has fewer than 2^32 modules"))
}

/// The names of types in a module.
pub(super) fn taken(plan: &Plan, module: ModuleId) -> Apart {
    Apart::new(plan.types.iter().filter(|ty| ty.module == module).map(|ty| ty.name.as_str()))
}
