//! What of a working tree is released.

use crate::digest;
use crate::version::{Declared, declared};
use std::collections::{BTreeMap, BTreeSet};
use stipula_diagnostics::FileId;
use stipula_diff::Version;
use stipula_model::{Kind, NodeRef, kind_of};

/// A document that is released: a contract, a state machine, the error codes, the owners, a policy, and every file that
/// one of them refers to.
#[derive(Debug, Clone)]
pub struct Document {
    /// The path below the root of the contracts; it may begin with `../`.
    pub path: String,
    /// The file.
    pub file: FileId,
    /// The digest of what it says.
    pub digest: String,
    /// What it says about its version.
    pub declared: Declared,
    /// All that it leads to, itself included, by path.
    pub reaches: BTreeSet<String>,
}

/// The documents of a version, by path. Waivers, fixtures and the like are about contracts and no part of them.
pub fn documents(version: Version<'_>) -> BTreeMap<String, Document> {
    let edges = edges(version);
    let empty = BTreeSet::new();
    let referred: BTreeSet<FileId> = edges.values().flatten().copied().collect();
    let mut found = BTreeMap::new();
    for file in version.roots.files(version.sources) {
        let Some(root) = file.tree().root() else { continue };
        let path = version.roots.path_of(version.sources, file.id());
        let kind = kind_of(root, file.path());
        if is_built_in(&path) || !(is_released(kind) || referred.contains(&file.id()) && !is_about(kind)) {
            continue;
        }
        let mut reached = BTreeSet::from([file.id()]);
        let mut open = vec![file.id()];
        while let Some(next) = open.pop() {
            let targets = edges.get(&next).unwrap_or(&empty);
            open.extend(targets.iter().filter(|target| reached.insert(**target)));
        }
        let paths = reached.into_iter().map(|file| version.roots.path_of(version.sources, file));
        let document = Document {
            file: file.id(),
            digest: digest(root),
            declared: declared(kind, root, &path),
            reaches: paths.filter(|path| !is_built_in(path)).collect(),
            path: path.clone(),
        };
        found.insert(path, document);
    }
    found
}

/// Which file refers to which.
fn edges(version: Version<'_>) -> BTreeMap<FileId, BTreeSet<FileId>> {
    let mut edges: BTreeMap<FileId, BTreeSet<FileId>> = BTreeMap::new();
    let mut add = |from: FileId, to: NodeRef| {
        if from != to.file {
            edges.entry(from).or_default().insert(to.file);
        }
    };
    for (value, reference) in version.model.schemas.references() {
        add(value.file, reference.target);
    }
    for (_, schema) in version.model.schemas.iter() {
        let targets = schema.target.into_iter().chain(schema.dynamic.map(|dynamic| dynamic.schema));
        targets.for_each(|target| add(schema.at.file, version.model.schemas.get(target).at));
    }
    edges
}

fn is_released(kind: Kind) -> bool {
    let own = matches!(kind, Kind::StateMachine | Kind::ErrorCodes | Kind::Owners | Kind::Compatibility);
    own || matches!(kind, Kind::OpenApi(_) | Kind::AsyncApi(_) | Kind::JsonSchema(_))
}

fn is_about(kind: Kind) -> bool {
    matches!(kind, Kind::Waivers | Kind::Fixtures | Kind::Scenario | Kind::Attestations | Kind::ContractTests)
}

/// Meta-schemas that Stipula brings along.
fn is_built_in(path: &str) -> bool {
    path.starts_with("../built-in/")
}

#[cfg(test)]
mod tests {
    use super::documents;
    use stipula_diff::Version;
    use stipula_model::{Model, Roots};
    use stipula_source::{Limits, Memory, Provider, Sources};

    #[test]
    fn contracts_and_what_they_lead_to_are_released() {
        let files = Memory::new()
            .with("a.schema.json", r#"{"$ref": "b.schema.json"}"#)
            .with("b.schema.json", r#"{"$ref": "parts.yaml#/definitions/C"}"#)
            .with("parts.yaml", "definitions: {C: {type: string}}")
            .with("unused.yaml", "x: 1")
            .with("waivers.yaml", "waivers: '1.0'\nentries: []")
            .with("owners.yaml", "owners: '1.0'\nteams: {}\ncontracts: []");
        let mut sources = Sources::new(Limits::default());
        let paths = files.list(&Limits::default()).expect("few");
        let mut roots = Roots::only(sources.add_root(Box::new(files), ""));
        sources.load(roots.main, &paths).expect("memory");
        stipula_model::load(&mut sources, &mut roots).expect("memory");
        let (model, _) = Model::build(&sources, &roots);
        let found = documents(Version { sources: &sources, roots: &roots, model: &model });
        let names: Vec<&String> = found.keys().collect();
        assert_eq!(names, ["a.schema.json", "b.schema.json", "owners.yaml", "parts.yaml"]);
        let reached: Vec<&String> = found["a.schema.json"].reaches.iter().collect();
        assert_eq!(reached, ["a.schema.json", "b.schema.json", "parts.yaml"]);
        assert_eq!(found["b.schema.json"].reaches.len(), 2);
    }
}
