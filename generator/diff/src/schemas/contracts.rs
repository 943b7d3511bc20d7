//! Standalone schemas, and named schemas that nothing uses.

use crate::compare::Comparer;
use crate::equality::Sameness;
use crate::{Carrier, Flow, Payload};
use rustc_hash::FxHashSet;
use stipula_diagnostics::FileId;
use stipula_model::{Contract, Role, SchemaId, Surface};

/// The number of a pair of contracts, with both of them.
type Paired<'a> = (usize, &'a Contract, &'a Contract);

/// Compares the standalone schemas that stand on a surface.
pub(crate) fn compare(comparer: &mut Comparer<'_>) {
    for pair in paired(comparer) {
        if let Some(surface) = pair.2.surface.or(pair.1.surface) {
            compare_pair(comparer, pair, Some(surface));
        }
    }
}

/// Compares what no payload has reached: schemas that stand on no surface, those first that no other file refers to,
/// and named schemas.
pub(crate) fn rest(comparer: &mut Comparer<'_>) {
    let pairs: Vec<Paired<'_>> =
        paired(comparer).into_iter().filter(|(_, old, new)| old.surface.or(new.surface).is_none()).collect();
    let shared = shared_files(comparer);
    for is_shared in [false, true] {
        for pair in pairs.iter().filter(|(_, _, new)| shared.contains(&new.file) == is_shared) {
            compare_pair(comparer, *pair, None);
        }
    }
    for (_, old, new) in paired(comparer) {
        for (old, new) in components(comparer, old, new) {
            unused(comparer, old, new);
        }
    }
}

fn paired<'a>(comparer: &Comparer<'a>) -> Vec<Paired<'a>> {
    let (old, new) = (&comparer.old.model.contracts, &comparer.new.model.contracts);
    let both = comparer.contracts().iter().enumerate();
    both.filter_map(|(number, pair)| Some((number, &old[pair.old?], &new[pair.new?]))).collect()
}

fn compare_pair(comparer: &mut Comparer<'_>, (contract, old, new): Paired<'_>, surface: Option<Surface>) {
    let (Some(old), Some(new)) = (old.schema, new.schema) else { return };
    if surface.is_none() && comparer.graph.has(old, new) {
        return;
    }
    let (flow, role) = match surface {
        Some(Surface::HttpRequest) => (Flow::Inward, Role::Request),
        Some(Surface::HttpResponse) => (Flow::Outward, Role::Response),
        _ => (Flow::Kept, Role::Any),
    };
    comparer.payload(Payload { contract, carrier: Carrier::Schema, surface, flow, role, old, new });
}

/// The files of the new version that another file refers to.
fn shared_files(comparer: &Comparer<'_>) -> FxHashSet<FileId> {
    let references = comparer.new.model.schemas.references();
    references.filter(|(value, to)| value.file != to.target.file).map(|(_, to)| to.target.file).collect()
}

/// The named schemas that both versions have, under the same name or renamed.
fn components(comparer: &Comparer<'_>, old: &Contract, new: &Contract) -> Vec<(SchemaId, SchemaId)> {
    let new_named: rustc_hash::FxHashMap<&str, SchemaId> =
        new.components.iter().map(|(name, id)| (name.as_str(), *id)).collect();
    let both = old.components.iter().filter_map(|(name, id)| {
        let at = comparer.old.model.schemas.get(*id).at;
        let renamed = comparer.references.renamed.get(&at).and_then(|new| comparer.new.model.schemas.at(*new));
        Some((*id, renamed.or_else(|| new_named.get(name.as_str()).copied())?))
    });
    both.collect()
}

/// A named schema that was not reached is compared for those who generate code from it.
fn unused(comparer: &mut Comparer<'_>, old: SchemaId, new: SchemaId) {
    let nodes = (comparer.old.model.schemas.get(old).at, comparer.new.model.schemas.get(new).at);
    if comparer.graph.has(old, new) || comparer.equality.compare(nodes.0, nodes.1) == Sameness::Same {
        return;
    }
    let most = comparer.most_pairs();
    if comparer.graph.pair(old, new, &[], most).is_some() {
        super::walk(comparer);
    }
}
