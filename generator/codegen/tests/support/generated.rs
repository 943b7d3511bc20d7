//! Files generated of contracts in memory or in a folder.
#![allow(dead_code, clippy::disallowed_methods, reason = "each test uses its part; tests read and write")]

use std::path::Path;
use stipula_codegen::{GeneratedFile, Input, Lock, Options, Target, generate};
use stipula_model::{Model, Roots};
use stipula_source::{Folder, Limits, Memory, Provider, Sources};

/// The repository.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("a crate stands two folders deep")
}

pub(crate) fn types() -> Options {
    Options { targets: vec![Target::Dto, Target::Tests], ..Options::default() }
}

/// What is made of the contracts of a folder; `turned` says whether they are named the other way round.
pub(crate) fn of_folder(folder: &Path, options: &Options, turned: bool) -> Vec<GeneratedFile> {
    of(Box::new(Folder::open(folder).expect("the folder is there")), options, turned)
}

pub(crate) fn of_memory(files: &[(&str, &str)], options: &Options) -> Vec<GeneratedFile> {
    let mut memory = Memory::new();
    for (path, text) in files {
        memory.insert(*path, (*text).to_owned());
    }
    of(Box::new(memory), options, false)
}

fn of(provider: Box<dyn Provider>, options: &Options, turned: bool) -> Vec<GeneratedFile> {
    let mut sources = Sources::new(Limits::default());
    let root = sources.add_root(provider, String::new());
    let mut paths = sources.list(root).expect("files can be listed");
    paths.retain(|path| !path.starts_with("released/"));
    if turned {
        paths.reverse();
    }
    sources.load(root, &paths).expect("files can be read");
    let mut roots = Roots { base_uri: Some("https://contracts.example.com/".to_owned()), ..Roots::only(root) };
    stipula_model::load(&mut sources, &mut roots).expect("files can be read");
    let (model, _) = Model::build(&sources, &roots);
    let files = paths.iter().filter_map(|path| sources.find(root, path));
    let files: Vec<_> = files.filter(|file| model.contract_in(*file).is_some()).collect();
    let input = Input { model: &model, sources: &sources, roots: &roots, files: &files, options };
    generate(&input, &Lock::default()).unwrap_or_else(|error| panic!("{error}")).files
}

/// The text of a file.
pub(crate) fn text<'f>(files: &'f [GeneratedFile], path: &str) -> &'f str {
    let found = files.iter().find(|file| file.path == path);
    let paths = || files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>().join(", ");
    &found.unwrap_or_else(|| panic!("no {path}, only {}", paths())).text
}

/// Writes files, and takes away what stood there before.
pub(crate) fn write(folder: &Path, files: &[GeneratedFile]) {
    if folder.join("src").exists() {
        std::fs::remove_dir_all(folder.join("src")).expect("what was generated can be removed");
    }
    for file in files {
        let path = folder.join(&file.path);
        std::fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("folders can be made");
        std::fs::write(path, &file.text).expect("files can be written");
    }
}
