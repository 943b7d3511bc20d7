//! The repository's contracts as one module of generated types.

use super::package::{Module, Subject};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use stipula_codegen::plan::{Shape, Type};
use stipula_codegen::{Input, Layout, Lock, Options, Plan, Target, generate};
use stipula_diagnostics::FileId;
use stipula_model::{Model, Role, Roots, SchemaId, emit};
use stipula_source::{Folder, Limits, Memory, Provider, Sources};

/// Contracts that were loaded.
pub struct Contracts {
    sources: Sources,
    roots: Roots,
    model: Model,
    files: Vec<FileId>,
}

impl std::fmt::Debug for Contracts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Contracts").field("files", &self.files).finish_non_exhaustive()
    }
}

impl Contracts {
    /// Loads the contracts of a folder, without those that were released.
    ///
    /// # Panics
    /// When they cannot be read.
    pub fn in_folder(folder: &Path) -> Contracts {
        let provider = Folder::open(folder).expect("the folder can be read");
        let mut sources = Sources::new(Limits::default());
        let root = sources.add_root(Box::new(provider), "");
        let mut paths = sources.list(root).expect("the folder can be read");
        paths.retain(|path| !path.starts_with("released/"));
        let roots = Roots { base_uri: Some("https://contracts.example.com/".to_owned()), ..Roots::only(root) };
        Self::load(sources, roots, &paths, |_| true)
    }

    /// Loads files in memory, of which some are meant.
    ///
    /// # Panics
    /// When they cannot be read.
    pub fn in_memory(files: Memory, base_uri: Option<&str>, is_meant: impl Fn(&str) -> bool) -> Contracts {
        let mut sources = Sources::new(Limits::default());
        let paths = files.list(&Limits::default()).expect("few files");
        let root = sources.add_root(Box::new(files), "");
        let roots = Roots { base_uri: base_uri.map(str::to_owned), ..Roots::only(root) };
        Self::load(sources, roots, &paths, is_meant)
    }

    fn load(mut sources: Sources, mut roots: Roots, paths: &[String], is_meant: impl Fn(&str) -> bool) -> Contracts {
        sources.load(roots.main, paths).expect("files can be read");
        stipula_model::load(&mut sources, &mut roots).expect("files can be read");
        let (model, _) = Model::build(&sources, &roots);
        let files = paths.iter().filter(|path| is_meant(path)).filter_map(|path| sources.find(roots.main, path));
        let files = files.filter(|file| model.contract_in(*file).is_some()).collect();
        Contracts { sources, roots, model, files }
    }

    /// Their types: all that the contracts name, or the roots of files only.
    ///
    /// # Panics
    /// When what was generated is no Rust.
    pub fn module(&self, name: &str, layout: Layout) -> Module {
        let options = Options { targets: vec![Target::Dto], layout, ..Options::default() };
        let input = self.input(&options);
        let (plan, _) = Plan::of(&input, &Lock::default());
        let generated = generate(&input, &Lock::default()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let subjects = self.named().into_iter().filter_map(|id| self.subject(&plan, id)).collect();
        let files = generated.files.into_iter().map(|file| (file.path, file.text)).collect();
        let diagnostics = generated.diagnostics.iter().map(|found| found.code.to_string()).collect();
        Module { name: name.to_owned(), files, subjects, diagnostics }
    }

    /// The names of their types, given those that are locked.
    pub fn lock(&self, lock: &Lock) -> Lock {
        let options = Options { targets: vec![Target::Dto], ..Options::default() };
        Plan::of(&self.input(&options), lock).1
    }

    /// The paths of their types.
    pub fn paths(&self) -> Vec<String> {
        let options = Options { targets: vec![Target::Dto], ..Options::default() };
        let (plan, _) = Plan::of(&self.input(&options), &Lock::default());
        plan.types.iter().map(|ty| path(&plan, ty)).collect()
    }

    fn input<'c>(&'c self, options: &'c Options) -> Input<'c> {
        Input { model: &self.model, sources: &self.sources, roots: &self.roots, files: &self.files, options }
    }

    fn named(&self) -> BTreeSet<SchemaId> {
        let contracts = self.files.iter().filter_map(|file| self.model.contract_in(*file));
        contracts.flat_map(|it| it.schema.into_iter().chain(it.components.iter().map(|(_, id)| *id))).collect()
    }

    /// A schema that the contracts name, with the type that was made of it or of what it stands for.
    fn subject(&self, plan: &Plan, id: SchemaId) -> Option<Subject> {
        let schemas = &self.model.schemas;
        let behind = std::iter::successors(Some(id), |id| schemas.get(*id).target).take(64);
        let ty = behind.into_iter().find_map(|id| plan.types.iter().find(|ty| ty.schema == id))?;
        let emitted = emit(&self.sources, schemas, [(id, Role::Any)], &|_| true);
        let at = schemas.get(id).at;
        let pointer = at.get(&self.sources).pointer();
        let name = format!("{}#{pointer}", self.roots.path_of(&self.sources, at.file));
        let has_serde = !matches!(ty.shape, Shape::Alias(_));
        let path = if ty.is_nullable { format!("Option<{}>", path(plan, ty)) } else { path(plan, ty) };
        Some(Subject { path, name, document: emitted.document(0), has_serde })
    }
}

fn path(plan: &Plan, ty: &Type) -> String {
    let module = &plan.modules[ty.module.0 as usize].path;
    module.iter().chain([&ty.name]).cloned().collect::<Vec<_>>().join("::")
}

/// The fixtures below a folder: the path of each contract, and the texts of its payloads.
///
/// # Panics
/// When they cannot be read.
pub fn payloads(folder: &Path) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    let mut stack = vec![folder.to_owned()];
    while let Some(next) = stack.pop() {
        let entries = std::fs::read_dir(&next).expect("fixtures can be read").flatten();
        let mut entries: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        entries.sort();
        stack.extend(entries.iter().filter(|path| path.is_dir()).cloned());
        let Ok(index) = std::fs::read_to_string(next.join("fixtures.yaml")) else { continue };
        let contract =
            index.lines().find_map(|line| line.strip_prefix("contract: ")).expect("fixtures name their contract");
        let json = entries.iter().filter(|path| path.extension().is_some_and(|extension| extension == "json"));
        let texts = json.map(|path| std::fs::read_to_string(path).expect("payloads can be read"));
        found.push((contract.trim().to_owned(), texts.map(|text| on_one_line(&text)).collect()));
    }
    found.sort();
    found
}

/// Line breaks stand only between tokens.
fn on_one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}
