//! Generates code of a folder's contracts:
//! `cargo run -p stipula-codegen --example generate -- FOLDER OUT [--package RUNTIME] [FILE…]`.

#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "an example that reads and writes")]

use std::path::Path;
use stipula_codegen::{Input, Lock, Options, Package, Runtime, Target, generate};
use stipula_model::{Model, Roots};
use stipula_source::{Folder, Limits, Sources};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, out, rest @ ..] = &arguments[..] else { return Err("FOLDER OUT [FILE…]".into()) };
    let (package, named) = match rest {
        [flag, runtime, named @ ..] if flag == "--package" => (Some(package(runtime)), named),
        named => (None, named),
    };
    let mut sources = Sources::new(Limits::default());
    let root = sources.add_root(Box::new(Folder::open(folder)?), String::new());
    let mut paths = sources.list(root)?;
    paths.retain(|path| if named.is_empty() { !path.starts_with("released/") } else { named.contains(path) });
    sources.load(root, &paths)?;
    let mut roots = Roots { base_uri: Some("https://contracts.example.com/".to_owned()), ..Roots::only(root) };
    stipula_model::load(&mut sources, &mut roots)?;
    let (model, _) = Model::build(&sources, &roots);
    let files: Vec<_> = paths.iter().filter_map(|path| sources.find(root, path)).collect();
    let files: Vec<_> = files.into_iter().filter(|file| model.contract_in(*file).is_some()).collect();
    let targets = vec![Target::Dto, Target::Tests];
    let options = Options { targets, package, ..Options::default() };
    let begun = std::time::Instant::now();
    let input = Input { model: &model, sources: &sources, roots: &roots, files: &files, options: &options };
    let generated = generate(&input, &Lock::default())?;
    let took = begun.elapsed();
    let mut lines = 0;
    for file in &generated.files {
        let path = Path::new(out).join(&file.path);
        std::fs::create_dir_all(path.parent().ok_or("a file has a folder")?)?;
        std::fs::write(path, &file.text)?;
        lines += file.text.lines().count();
    }
    let (files, diagnostics) = (generated.files.len(), generated.diagnostics.len());
    println!("{files} files, {lines} lines, {diagnostics} diagnostics, {took:.2?}");
    Ok(())
}

fn package(runtime: &str) -> Package {
    Package { name: "contracts".to_owned(), runtime: Runtime::Path(runtime.to_owned()) }
}
