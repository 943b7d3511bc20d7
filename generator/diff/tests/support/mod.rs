//! Two versions in memory and what differs between them.
#![allow(dead_code, reason = "each test file uses a part")]

use stipula_diff::{About, Diff, Fact, Step, Version, diff};
use stipula_model::{Model, NodeRef, Roots};
use stipula_source::{Limits, Memory, Provider, RootId, Sources};

/// Two versions that were compared.
pub(crate) struct Compared {
    /// The files of both.
    pub(crate) sources: Sources,
    /// What differs.
    pub(crate) diff: Diff,
}

/// Compares files of an old and a new version.
pub(crate) fn compare(old: &[(&str, &str)], new: &[(&str, &str)]) -> Compared {
    let mut sources = Sources::new(Limits::default());
    let mut old_roots = read(&mut sources, old, "old/");
    let mut new_roots = read(&mut sources, new, "new/");
    for roots in [&mut old_roots, &mut new_roots] {
        stipula_model::load(&mut sources, roots).expect("files in memory can be read");
    }
    let (old_model, _) = Model::build(&sources, &old_roots);
    let (new_model, _) = Model::build(&sources, &new_roots);
    let version = |roots, model| Version { sources: &sources, roots, model };
    let diff = diff(version(&old_roots, &old_model), version(&new_roots, &new_model));
    Compared { sources, diff }
}

fn read(sources: &mut Sources, files: &[(&str, &str)], label: &str) -> Roots {
    let mut memory = Memory::new();
    for (path, text) in files {
        memory.insert(*path, text.as_bytes());
    }
    let paths = memory.list(&Limits::default()).expect("few files");
    let root: RootId = sources.add_root(Box::new(memory), label);
    let found = sources.load(root, &paths).expect("files in memory can be read");
    assert!(found.is_empty(), "{found:?}");
    Roots::only(root)
}

/// Compares two schemas of a snapshot, without the key that identifies them.
pub(crate) fn schemas(old: &str, new: &str) -> Compared {
    compare(&[("snapshots/it.schema.yaml", old)], &[("snapshots/it.schema.yaml", new)])
}

impl Compared {
    /// `kind name old-pointer new-pointer` of each fact; `-` where there is no name.
    pub(crate) fn facts(&self) -> Vec<String> {
        self.diff.facts.iter().map(|fact| self.line(fact)).collect()
    }

    fn line(&self, fact: &Fact) -> String {
        let pointer = |at: NodeRef| format!("#{}", at.get(&self.sources).pointer());
        let name = fact.name.as_deref().unwrap_or("-");
        format!("{} {name} {} {}", fact.kind, pointer(fact.old), pointer(fact.new))
    }

    /// The only fact.
    pub(crate) fn fact(&self) -> &Fact {
        let [fact] = &self.diff.facts[..] else { panic!("one fact, not {:?}", self.facts()) };
        fact
    }

    /// What was edited, of the only fact.
    pub(crate) fn edit(&self) -> &stipula_diff::Edit {
        let About::Schema(_, edit) = &self.fact().about else { panic!("about a schema") };
        edit
    }

    /// How the payload with this number reaches the pair with this number: `/lines/*`.
    pub(crate) fn path(&self, pair: usize, payload: usize) -> String {
        let reach = self.diff.schemas[pair].reach.iter().find(|reach| reach.payload == payload).expect("reached");
        reach.path.iter().map(step).collect()
    }
}

fn step(step: &Step) -> String {
    match step {
        Step::Property(name) => format!("/{name}"),
        Step::Matching(pattern) => format!("/~{pattern}"),
        Step::Undeclared => "/?".to_owned(),
        Step::Name => "/name".to_owned(),
        Step::Position(position) => format!("/{position}"),
        Step::Item => "/*".to_owned(),
    }
}
