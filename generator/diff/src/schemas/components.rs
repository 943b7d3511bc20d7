//! Named schemas: `components.schemas` and `$defs`. Their names are no part of values; generated code has them.

use super::shape::{self, Traits, name_likeness};
use crate::compare::Comparer;
use crate::{About, Fact, Kind};
use rustc_hash::{FxHashMap, FxHashSet};
use stipula_model::{Contract, NodeRef, SchemaId};
use stipula_source::Sources;

/// Renames are looked for by likeness among no more pairs than this.
const MOST_PAIRS: usize = 10_000;

/// Schemas that are equal and say little, and names as alike as this: a rename.
const ALIKE: f64 = 0.8;

/// Schemas that are alike, and names as alike as this: a rename.
const NEARLY_EQUAL: f64 = 0.9;

/// A named schema that one version lacks.
struct Named<'a> {
    name: &'a str,
    id: SchemaId,
    at: NodeRef,
}

/// Notes the named schemas that were added, removed and renamed.
pub(crate) fn compare(comparer: &mut Comparer<'_>) {
    let (old, new) = (&comparer.old.model.contracts, &comparer.new.model.contracts);
    let pairs: Vec<(usize, usize, usize)> = comparer
        .contracts()
        .iter()
        .enumerate()
        .filter_map(|(number, pair)| Some((number, pair.old?, pair.new?)))
        .collect();
    for (number, o, n) in pairs {
        compare_contract(comparer, number, &old[o], &new[n]);
    }
}

fn compare_contract<'a>(comparer: &mut Comparer<'a>, contract: usize, old: &'a Contract, new: &'a Contract) {
    let removed = lone(comparer, old, new, true);
    let added = lone(comparer, new, old, false);
    let renamed = renames(comparer, &removed, &added);
    let about = || About::Contract { contract };
    for (o, n) in &renamed {
        let (old, new) = (&removed[*o], &added[*n]);
        comparer.references.renamed.insert(old.at, new.at);
        let (before, after) = (Some(old.name.to_owned()), Some(new.name.to_owned()));
        let kind = Kind::ComponentRenamed;
        comparer.fact(Fact {
            kind,
            about: about(),
            old: old.at,
            new: new.at,
            name: after.clone(),
            before,
            after,
            also: Vec::new(),
        });
    }
    let fact = |kind, name: &str, old, new| {
        let about = About::Contract { contract };
        Fact { kind, about, old, new, name: Some(name.to_owned()), before: None, after: None, also: Vec::new() }
    };
    let (old_holder, new_holder) = (holder(old, comparer.sources()), holder(new, comparer.sources()));
    for (_, gone) in removed.iter().enumerate().filter(|(o, _)| !renamed.iter().any(|(old, _)| old == o)) {
        comparer.fact(fact(Kind::ComponentRemoved, gone.name, gone.at, new_holder));
    }
    for (_, come) in added.iter().enumerate().filter(|(n, _)| !renamed.iter().any(|(_, new)| new == n)) {
        comparer.fact(fact(Kind::ComponentAdded, come.name, old_holder, come.at));
    }
}

/// The named schemas of one contract that the other lacks.
fn lone<'a>(comparer: &Comparer<'a>, of: &'a Contract, other: &Contract, old: bool) -> Vec<Named<'a>> {
    let known: FxHashSet<&str> = other.components.iter().map(|(name, _)| name.as_str()).collect();
    let schemas = if old { &comparer.old.model.schemas } else { &comparer.new.model.schemas };
    let own = of.components.iter().filter(|(name, _)| !known.contains(name.as_str()));
    own.map(|(name, id)| Named { name, id: *id, at: schemas.get(*id).at }).collect()
}

/// Where named schemas are kept.
fn holder(contract: &Contract, sources: &Sources) -> NodeRef {
    let root = contract.at.get(sources);
    let found = ["/components/schemas", "/$defs", "/definitions", "/components"];
    found.into_iter().find_map(|pointer| root.at_pointer(pointer)).map_or(contract.at, |node| contract.at.sibling(node))
}

fn renames(comparer: &mut Comparer<'_>, removed: &[Named<'_>], added: &[Named<'_>]) -> Vec<(usize, usize)> {
    let mut by_hash: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (n, new) in added.iter().enumerate() {
        by_hash.entry(comparer.equality.hash(new.at)).or_default().push(n);
    }
    let mut candidates = Vec::new();
    for (o, old) in removed.iter().enumerate() {
        let is_particular = Traits::of(comparer.old, old.id).is_particular();
        let equal = by_hash.get(&comparer.equality.hash(old.at)).map_or(&[][..], Vec::as_slice);
        for n in equal {
            let likeness = name_likeness(old.name, added[*n].name);
            if (is_particular || likeness >= ALIKE) && comparer.same(old.at, added[*n].at) {
                // What is equal comes before what is alike.
                candidates.push((1.0 + likeness, o, *n));
            }
        }
    }
    if removed.len() * added.len() <= MOST_PAIRS {
        candidates.extend(alike(comparer, removed, added));
    }
    shape::best(candidates)
}

fn alike(comparer: &Comparer<'_>, removed: &[Named<'_>], added: &[Named<'_>]) -> Vec<(f64, usize, usize)> {
    let mut found = Vec::new();
    for (o, old) in removed.iter().enumerate() {
        for (n, new) in added.iter().enumerate() {
            let likeness = name_likeness(old.name, new.name);
            if likeness < NEARLY_EQUAL {
                continue;
            }
            let traits = Traits::of(comparer.old, old.id);
            if traits.is_particular() && traits.resembles(&Traits::of(comparer.new, new.id)) {
                found.push((likeness, o, n));
            }
        }
    }
    found
}
