//! Who is called what: first what is locked, then what the contract names, then what stands inline.

use super::Hint;
use crate::plan::names::{Lock, type_name};
use crate::plan::{Docs, Module, ModuleId};
use rustc_hash::{FxHashMap, FxHashSet};

/// The names that are taken.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// What is locked or reserved: source to module and name.
    known: FxHashMap<String, (Vec<String>, String)>,
    taken: FxHashSet<(Vec<String>, String)>,
    given: Lock,
}

impl Names {
    pub(super) fn new(lock: &Lock) -> Self {
        let mut names = Names::default();
        for (source, path) in &lock.names {
            let mut module: Vec<String> = path.split("::").map(str::to_owned).collect();
            let Some(name) = module.pop() else { continue };
            names.taken.insert((module.clone(), name.clone()));
            names.known.insert(source.clone(), (module, name));
        }
        names
    }

    /// Keeps a name for what stands at `source`.
    pub(super) fn reserve(&mut self, source: &str, module: &[String], name: &str) {
        if !self.known.contains_key(source) {
            let name = self.free(module, [name.to_owned()]);
            self.known.insert(source.to_owned(), (module.to_vec(), name));
        }
    }

    /// The module and name of what stands at `source`.
    pub(super) fn take(&mut self, source: &str, hint: &Hint) -> (Vec<String>, String) {
        let (module, name) = match self.known.get(source) {
            Some(known) => known.clone(),
            None => {
                let own = type_name(&hint.name);
                let longer = type_name(&format!("{} {}", hint.parent, hint.name));
                (hint.module.clone(), self.free(&hint.module, [own, longer]))
            }
        };
        let path: Vec<&str> = module.iter().map(String::as_str).chain([name.as_str()]).collect();
        self.given.names.insert(source.to_owned(), path.join("::"));
        (module, name)
    }

    /// The first of the names that is free, else the last with the smallest number that makes it so.
    fn free<const N: usize>(&mut self, module: &[String], names: [String; N]) -> String {
        let last = names.last().cloned().unwrap_or_default();
        let numbered = (2..).map(|n| format!("{last}{n}"));
        let mut all = names.into_iter().chain(numbered);
        let free = all.find(|name| self.taken.insert((module.to_vec(), name.clone())));
        free.expect("numbers never end")
    }

    /// The number of a module; it is made where it is missing, with those around it.
    pub(super) fn module(&mut self, modules: &mut Vec<Module>, path: &[String]) -> ModuleId {
        for end in 0..=path.len() {
            if !modules.iter().any(|module| module.path == path[..end]) {
                modules.push(Module { path: path[..end].to_vec(), docs: Docs::default() });
            }
        }
        let found = modules.iter().position(|module| module.path == path).expect("it was just made");
        ModuleId(u32::try_from(found).expect("a plan has fewer than 2^32 modules"))
    }

    pub(super) fn into_lock(self) -> Lock {
        self.given
    }
}
