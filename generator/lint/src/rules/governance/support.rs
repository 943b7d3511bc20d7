//! What several rules of governance ask.

use crate::{ContractView, Cx, MessageView, OperationView, SchemaView};
use globset::{GlobBuilder, GlobMatcher};
use rustc_hash::FxHashMap;
use stipula_model::{Kind, NodeRef};
use stipula_source::Node;

/// The entries of `owners.yaml` or of the policies; of those whose glob matches a path the last one decides.
pub(super) struct Entries(Vec<(GlobMatcher, NodeRef)>);

impl Entries {
    pub(super) fn owners(cx: &Cx<'_>) -> Entries {
        Self::of(cx, Kind::Owners, "contracts", "path")
    }

    pub(super) fn policies(cx: &Cx<'_>) -> Entries {
        Self::of(cx, Kind::Compatibility, "policies", "contracts")
    }

    fn of(cx: &Cx<'_>, kind: Kind, list: &str, key: &str) -> Entries {
        let entry = |at: NodeRef, node: Node<'_>| {
            let glob = GlobBuilder::new(node.get_str(key)?).literal_separator(true).build().ok()?;
            Some((glob.compile_matcher(), at.sibling(node)))
        };
        let documents = cx.documents(kind);
        let all = documents
            .flat_map(|(at, root, _)| root.get(list).into_iter().flat_map(Node::items).map(move |it| (at, it)));
        Entries(all.filter_map(|(at, node)| entry(at, node)).collect())
    }

    /// The entry that decides about a path.
    pub(super) fn about(&self, path: &str) -> Option<NodeRef> {
        self.0.iter().rev().find(|(glob, _)| glob.is_match(path)).map(|(_, at)| *at)
    }
}

/// The contracts that are judged and the state machines beside them: each root with its path.
pub(super) fn promises(cx: &Cx<'_>) -> Vec<(NodeRef, String)> {
    let contracts = meant(cx).map(|contract| (contract.at(), contract.path.clone()));
    let is_here = |at: NodeRef| cx.sources.file(at.file).root() == cx.roots.main;
    let machines = cx.machines.iter().filter(|machine| is_here(machine.at));
    contracts.chain(machines.map(|machine| (machine.at, machine.path.clone()))).collect()
}

/// The contracts that are judged.
pub(super) fn meant<'s>(cx: &Cx<'s>) -> impl Iterator<Item = &'s ContractView<'s>> {
    cx.scene.contracts.iter().filter(|contract| contract.is_meant)
}

/// Metadata of a document as a whole: at its root or in `info`.
pub(super) fn declared<'n>(root: Node<'n>, key: &str) -> Option<Node<'n>> {
    root.get(key).or_else(|| root.get("info")?.get(key))
}

/// The names under a key of all `owners.yaml`: `teams` or `consumers`.
pub(super) fn names<'m>(cx: &Cx<'m>, key: &str) -> Vec<&'m str> {
    let maps = cx.scene.documents(Kind::Owners).filter_map(|(_, root, _)| root.get(key));
    maps.flat_map(Node::members).map(|(name, _)| name).collect()
}

/// The closest of some names, as a question.
pub(super) fn meant_instead(name: &str, known: &[&str]) -> Option<String> {
    let scored = known.iter().map(|other| (strsim::normalized_damerau_levenshtein(name, other), *other));
    let best = scored.filter(|(score, _)| *score >= 0.7).max_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, other)| format!("did you mean `{other}`?"))
}

/// How many fixtures a schema has.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Listed {
    pub(super) valid: usize,
    pub(super) invalid: usize,
}

/// The payload fixtures by the schema that they are for: `path`, or `path#/pointer`.
pub(super) struct Fixtures(FxHashMap<String, Listed>);

impl Fixtures {
    pub(super) fn of(cx: &Cx<'_>) -> Fixtures {
        let mut found: FxHashMap<String, Listed> = FxHashMap::default();
        for (_, root, _) in cx.documents(Kind::Fixtures) {
            let Some(name) = root.get_str("contract") else { continue };
            let own = found.entry(name.trim_end_matches(['#', '/']).to_owned()).or_default();
            own.valid += root.get("valid").map_or(0, Node::len);
            own.invalid += root.get("invalid").map_or(0, Node::len);
        }
        Fixtures(found)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn about(&self, cx: &Cx<'_>, schema: &SchemaView<'_>) -> Listed {
        let path = cx.roots.path_of(cx.sources, schema.at.file);
        let pointer = schema.node.pointer();
        let name = if pointer.is_empty() { path } else { format!("{path}#{pointer}") };
        self.0.get(&name).copied().unwrap_or_default()
    }
}

/// The payload of each message and the JSON body of each request that the judged contracts describe: each schema once.
pub(super) fn payloads<'s>(cx: &'s Cx<'s>) -> Vec<&'s SchemaView<'s>> {
    let messages = meant(cx).flat_map(|contract| contract.messages(cx.scene)).filter_map(|message| message.payload);
    let operations = meant(cx).flat_map(|contract| contract.operations(cx.scene.sources));
    let called = operations.filter(OperationView::is_called_by_clients);
    let bodies = called.filter_map(|operation| operation.body()).map(|id| cx.scene.resolved(id));
    let mut found: Vec<&SchemaView<'_>> = messages.chain(bodies).collect();
    found.retain(|schema| cx.scene.contract_of(schema).is_some_and(|contract| contract.is_meant));
    found.sort_by_key(|schema| schema.id);
    found.dedup_by_key(|schema| schema.id);
    found
}

/// The name of a payload for messages: its title, or its file.
pub(super) fn named(cx: &Cx<'_>, schema: &SchemaView<'_>) -> String {
    let file = || cx.contract_of(schema).map_or_else(String::new, |contract| contract.file_name().to_owned());
    schema.name().map_or_else(file, str::to_owned)
}

/// The messages of the judged contracts.
pub(super) fn messages<'s>(cx: &'s Cx<'s>) -> impl Iterator<Item = MessageView<'s>> {
    meant(cx).flat_map(|contract| contract.messages(cx.scene))
}
