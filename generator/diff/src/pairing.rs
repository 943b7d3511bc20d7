//! Which contract of the old version is which of the new one.

use crate::{ContractPair, Version};
use rustc_hash::FxHashMap;
use stipula_diagnostics::FileId;
use stipula_model::{Contract, Kind};
use stipula_source::Node;

/// The contracts of both versions: those of the new one in order, with their partners, then those that are gone.
///
/// Contracts of one notation are the same if they have the same identifier, else the same path, else the same title,
/// as long as nothing else has it. The only contracts of their notation are the same whatever they are called.
pub(crate) fn contracts(old: Version<'_>, new: Version<'_>) -> Vec<ContractPair> {
    let (olds, news) = (&old.model.contracts, &new.model.contracts);
    let mut partner: Vec<Option<usize>> = vec![None; news.len()];
    let mut taken = vec![false; olds.len()];
    let names: [Name; 4] = [identifier, path, title, only];
    for name in names {
        let key = |version, contract: &Contract| Some((notation(contract.kind), name(version, contract)?));
        let left = olds.iter().enumerate().filter(|(n, _)| !taken[*n]);
        let by_key = unique(left.filter_map(|(n, contract)| Some((key(old, contract)?, n))));
        let free = news.iter().enumerate().filter(|(n, _)| partner[*n].is_none());
        let mut found: Vec<(usize, usize)> = unique(free.filter_map(|(n, contract)| Some((key(new, contract)?, n))))
            .into_iter()
            .filter_map(|(key, n)| Some((*by_key.get(&key)?, n)))
            .collect();
        found.sort_unstable();
        for (o, n) in found {
            (partner[n], taken[o]) = (Some(o), true);
        }
    }
    let pairs = partner.into_iter().enumerate().map(|(n, old)| ContractPair { old, new: Some(n) });
    let gone = (0..olds.len()).filter(|n| !taken[*n]).map(|n| ContractPair { old: Some(n), new: None });
    pairs.chain(gone).collect()
}

/// Something that a contract is known by.
type Name = fn(Version<'_>, &Contract) -> Option<String>;

/// The keys that only one has.
fn unique<K: std::hash::Hash + Eq>(all: impl Iterator<Item = (K, usize)>) -> FxHashMap<K, usize> {
    let mut found: FxHashMap<K, Option<usize>> = FxHashMap::default();
    for (key, n) in all {
        found.entry(key).and_modify(|first| *first = None).or_insert(Some(n));
    }
    found.into_iter().filter_map(|(key, n)| Some((key, n?))).collect()
}

fn notation(kind: Kind) -> u8 {
    match kind {
        Kind::OpenApi(_) => 0,
        Kind::AsyncApi(_) => 1,
        _ => 2,
    }
}

fn identifier(version: Version<'_>, contract: &Contract) -> Option<String> {
    let root = contract.at.get(version.sources);
    let found = ["$id", "$self", "id"].into_iter().find_map(|key| root.get_str(key));
    found.map(str::to_owned)
}

#[allow(clippy::unnecessary_wraps, reason = "one of the names of a contract, and others may lack")]
fn path(version: Version<'_>, contract: &Contract) -> Option<String> {
    Some(version.roots.path_of(version.sources, contract.file))
}

/// Being the only one of its notation.
fn only(version: Version<'_>, contract: &Contract) -> Option<String> {
    let alike = version.model.contracts.iter().filter(|other| notation(other.kind) == notation(contract.kind));
    (alike.count() == 1).then(String::new)
}

fn title(_: Version<'_>, contract: &Contract) -> Option<String> {
    contract.title.clone()
}

/// The file of the new version that each file of the old one became: that of the same contract, or at the same path.
pub(crate) fn files(old: Version<'_>, new: Version<'_>, contracts: &[ContractPair]) -> FxHashMap<FileId, FileId> {
    let by_path: FxHashMap<String, FileId> =
        new.roots.files(new.sources).map(|file| (new.roots.path_of(new.sources, file.id()), file.id())).collect();
    let same_path = old
        .roots
        .files(old.sources)
        .filter_map(|file| Some((file.id(), *by_path.get(&old.roots.path_of(old.sources, file.id()))?)));
    let mut twins: FxHashMap<FileId, FileId> = same_path.collect();
    for pair in contracts {
        if let (Some(o), Some(n)) = (pair.old, pair.new) {
            twins.insert(old.model.contracts[o].file, new.model.contracts[n].file);
        }
    }
    twins
}

/// True if two values have the same JSON Pointer; no text is built but below arrays.
pub(crate) fn same_pointer(mut old: Node<'_>, mut new: Node<'_>) -> bool {
    loop {
        match (old.key().and_then(Node::as_str), new.key().and_then(Node::as_str)) {
            (None, None) if old.parent().is_some() => return old.pointer() == new.pointer(),
            (old_key, new_key) if old_key != new_key => return false,
            _ => {}
        }
        match (old.parent(), new.parent()) {
            (Some(old_parent), Some(new_parent)) => (old, new) = (old_parent, new_parent),
            (old_parent, new_parent) => return old_parent.is_none() && new_parent.is_none(),
        }
    }
}
