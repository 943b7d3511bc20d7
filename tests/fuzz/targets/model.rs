//! Loading, lowering, validating and bundling never panic or hang, whatever two files that refer to each other say.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stipula_model::{Model, Roots};
use stipula_source::{Limits, Memory, Sources};

fuzz_target!(|input: (u8, &str, &str)| {
    let (kind, first, second) = input;
    let name = ["openapi.yaml", "asyncapi.yaml", "a.schema.json", "a.schema.yaml", "fixtures.yaml"][usize::from(kind) % 5];
    let limits = Limits { alias_values: 2_000, depth: 64, ..Limits::default() };
    let files = Memory::new().with(name, first).with("b.yaml", second);
    let mut sources = Sources::new(limits);
    let main = sources.add_root(Box::new(files), "");
    sources.load(main, &[name.to_owned()]).expect("memory can be read");
    let mut roots = Roots::only(main);
    let Ok(_) = stipula_model::load(&mut sources, &mut roots) else { return };
    let (model, _) = Model::build(&sources, &roots);
    let findings = stipula_validate::validate(&model, &sources, &roots);
    for finding in &findings {
        let file = sources.file(finding.place.file);
        let position = file.position(finding.place.span.start);
        assert!(position.line >= 1 && position.column >= 1);
    }
    for contract in &model.contracts {
        let _ = stipula_model::bundle(&model, &sources, &roots, contract);
    }
});
