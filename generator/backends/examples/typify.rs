#![allow(missing_docs, clippy::print_stdout, clippy::print_stderr)]
use std::path::Path;
use stipula_model::{Model, Roots};
use stipula_source::{Folder, Limits, Sources};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let path = Path::new(&args[1]);
    let mut sources = Sources::new(Limits::default());
    let root = sources.add_root(Box::new(Folder::open(path.parent().unwrap()).unwrap()), "");
    sources.load(root, &[path.file_name().unwrap().to_str().unwrap().to_owned()]).unwrap();
    let mut roots = Roots::only(root);
    stipula_model::load(&mut sources, &mut roots).unwrap();
    let (model, _) = Model::build(&sources, &roots);
    let contracts: Vec<_> = model.contracts.iter().collect();
    let start = std::time::Instant::now();
    match stipula_backends::typify(&model, &sources, &contracts) {
        Ok(made) => {
            let mut n = std::collections::BTreeMap::new();
            for f in &made.findings { *n.entry(f.code.id()).or_insert(0) += 1; }
            eprintln!("{} lines, {n:?} {:?}", made.rust.lines().count(), start.elapsed());
            for f in made.findings.iter().take(args.get(3).and_then(|n| n.parse().ok()).unwrap_or(0)) { eprintln!("{} {} {}", f.code, f.place.pointer, f.message); }
            std::fs::write(&args[2], made.rust).unwrap();
        }
        Err(error) => { eprintln!("{error}"); }
    }
}
