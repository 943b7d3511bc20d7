#![allow(missing_docs, clippy::all)]
use std::path::Path;
use stipula_model::{Model, Roots};
use stipula_source::{Folder, Limits, Sources};
// what root file out show
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mut sources = Sources::new(Limits::default());
    let root = sources.add_root(Box::new(Folder::open(Path::new(&args[1])).unwrap()), "");
    sources.load(root, &[args[2].clone()]).unwrap();
    let mut roots = Roots::only(root);
    stipula_model::load(&mut sources, &mut roots).unwrap();
    let (model, _) = Model::build(&sources, &roots);
    let start = std::time::Instant::now();
    let made = if args[0] == "typify" {
        let contracts: Vec<_> = model.contracts.iter().collect();
        stipula_backends::typify(&model, &sources, &contracts)
    } else {
        stipula_backends::progenitor(&model, &sources, &model.contracts.iter().find(|c| sources.file(c.file).path() == args[2]).unwrap())
    };
    match made {
        Ok(made) => {
            let mut n = std::collections::BTreeMap::new();
            for f in &made.findings { *n.entry(f.code.id()).or_insert(0) += 1; }
            eprintln!("{} lines, {n:?} {:?}", made.rust.lines().count(), start.elapsed());
            let show: usize = args.get(4).and_then(|n| n.parse().ok()).unwrap_or(0);
            for f in made.findings.iter().filter(|f| f.code.id() == "backend-refused").chain(made.findings.iter().filter(|f| f.code.id() != "backend-refused").take(show)) { eprintln!("{} {} {}", f.code, f.place.pointer, f.message); }
            std::fs::write(&args[3], made.rust).unwrap();
        }
        Err(error) => eprintln!("{error}"),
    }
}
