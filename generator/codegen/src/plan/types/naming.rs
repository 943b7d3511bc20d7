//! Who is called what: first what is locked, then what the contract names, then what stands inline.

use super::Hint;
use crate::Input;
use crate::plan::lock::Lock;
use crate::plan::names::{free_name, type_name};
use crate::plan::{Docs, Module, ModuleId};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// A module, and a name in it.
pub(super) type Path = (Vec<String>, String);

/// The names that are taken.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// What is locked or reserved: source to module and name.
    known: FxHashMap<String, (Vec<String>, String)>,
    /// Members and variants that are locked.
    members: FxHashMap<String, String>,
    taken: FxHashSet<(Vec<String>, String)>,
    /// What several places have together: source to module and name.
    common: FxHashMap<String, Path>,
    /// The names that were given, of those that are locked.
    claimed: FxHashSet<Path>,
    /// The number that the next one of a name gets.
    next: FxHashMap<(Vec<String>, String), u32>,
    modules: FxHashMap<Vec<String>, ModuleId>,
    given: Lock,
}

impl Names {
    /// The names of a lock, without those of what is gone.
    pub(super) fn new(input: &Input<'_>, lock: &Lock) -> Self {
        let mut names = Names::default();
        let mut places: FxHashMap<&str, bool> = FxHashMap::default();
        for (source, name) in &lock.names {
            if !Lock::places(source).any(|place| *places.entry(place).or_insert_with(|| exists(input, place))) {
                continue;
            }
            if Lock::is_member(source, name) {
                names.members.insert(source.clone(), name.clone());
                continue;
            }
            let mut module: Vec<String> = name.split("::").map(str::to_owned).collect();
            let Some(name) = module.pop() else { continue };
            let is_first = names.taken.insert((module.clone(), name.clone()));
            let known = if is_first { &mut names.known } else { &mut names.common };
            known.insert(source.clone(), (module, name));
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
        let mut source = source.to_owned();
        // What stands at the same place and is something else.
        while self.given.names.contains_key(&source) {
            source.push('\'');
        }
        let (module, name) = match self.known.get(&source) {
            Some(known) => known.clone(),
            None => self.fresh(hint),
        };
        self.claimed.insert((module.clone(), name.clone()));
        self.give([source], &module, &name);
        (module, name)
    }

    /// A name that nobody has, as the contract calls the place.
    pub(super) fn fresh(&mut self, hint: &Hint) -> Path {
        let own = type_name(&hint.name);
        let longer = type_name(&format!("{} {}", hint.parent, hint.name));
        (hint.module.clone(), self.free(&hint.module, [own, longer]))
    }

    /// Locks a name for its places.
    pub(super) fn give(&mut self, sources: impl IntoIterator<Item = String>, module: &[String], name: &str) {
        let path: Vec<&str> = module.iter().map(String::as_str).chain([name]).collect();
        let path = path.join("::");
        self.given.names.extend(sources.into_iter().map(|source| (source, path.clone())));
    }

    /// The names that are locked for places, each with the number of them.
    pub(super) fn locked(&self, sources: &[String]) -> BTreeMap<Path, usize> {
        let mut counts = BTreeMap::new();
        for source in sources {
            if let Some(path) = self.known.get(source).or_else(|| self.common.get(source)) {
                *counts.entry(path.clone()).or_default() += 1;
            }
        }
        counts
    }

    /// Takes a name that is locked, unless somebody else has it.
    pub(super) fn claim(&mut self, path: &Path) -> bool {
        self.claimed.insert(path.clone())
    }

    /// The first of the names that is free, else the last with the smallest number that makes it so.
    fn free<const N: usize>(&mut self, module: &[String], names: [String; N]) -> String {
        let last = names.last().cloned().unwrap_or_default();
        if let Some(name) = names.into_iter().find(|name| self.taken.insert((module.to_vec(), name.clone()))) {
            return name;
        }
        loop {
            let next = self.next.entry((module.to_vec(), last.clone())).or_insert(2);
            let name = format!("{last}{next}");
            *next += 1;
            if self.taken.insert((module.to_vec(), name.clone())) {
                return name;
            }
        }
    }

    /// The names of members or variants, in their order. Where two words make the same name, both are locked, so that a third
    /// does not change them.
    pub(super) fn members(&mut self, owner: &str, words: &[&str], name_of: impl Fn(&str) -> String) -> Vec<String> {
        let keys: Vec<String> = words.iter().map(|word| Lock::member(owner, word)).collect();
        let mut taken: FxHashSet<String> = FxHashSet::default();
        let locked: Vec<Option<String>> = keys.iter().map(|key| self.members.get(key).cloned()).collect();
        let locked: Vec<Option<String>> =
            locked.into_iter().map(|name| name.filter(|name| taken.insert(name.clone()))).collect();
        let mut count: FxHashMap<String, u32> = FxHashMap::default();
        words.iter().for_each(|word| *count.entry(name_of(word)).or_default() += 1);
        let mut names = Vec::new();
        for ((word, key), locked) in words.iter().zip(&keys).zip(locked) {
            let base = name_of(word);
            let is_locked = locked.is_some();
            let name = locked.unwrap_or_else(|| free_name([base.clone()], |name| taken.insert(name.clone())));
            if is_locked || count[&base] > 1 {
                self.given.names.insert(key.clone(), name.clone());
            }
            names.push(name);
        }
        names
    }

    /// The number of a module; it is made where it is missing, with those around it.
    pub(super) fn module(&mut self, modules: &mut Vec<Module>, path: &[String]) -> ModuleId {
        if let Some(known) = self.modules.get(path) {
            return *known;
        }
        for end in 0..=path.len() {
            if !self.modules.contains_key(&path[..end]) {
                let id = ModuleId(u32::try_from(modules.len()).expect("a plan has fewer than 2^32 modules"));
                modules.push(Module { path: path[..end].to_vec(), docs: Docs::default() });
                self.modules.insert(path[..end].to_vec(), id);
            }
        }
        self.modules[path]
    }

    pub(super) fn into_lock(self) -> Lock {
        self.given
    }
}

/// True if the contracts have something at a place: a file, `#`, a pointer.
fn exists(input: &Input<'_>, place: &str) -> bool {
    let (path, pointer) = place.split_once('#').unwrap_or((place, ""));
    let Some((root, path)) = input.roots.locate(path) else { return false };
    let file = input.sources.find(root, &path).map(|file| input.sources.file(file));
    file.and_then(|file| file.tree().root()?.at_pointer(pointer)).is_some()
}
