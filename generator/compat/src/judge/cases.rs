//! Which facts are judged under which terms: a case is a fact on one surface under one policy.

use super::Question;
use crate::changes;
use crate::policy::Policy;
use crate::relation::Terms;
use crate::{Change, Judged};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use stipula_diff::{About, Carrier, Diff, Edit, Kind, Payload, Step};
use stipula_model::{SchemaId, Surface};

/// Payloads by number, each with the path to what was edited.
pub(crate) type Ways = Vec<(usize, Vec<Step>)>;

/// A fact whose effect on accepted values counts, with the payloads of one surface and one policy that reach it.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    /// The number of the fact.
    pub(crate) fact: usize,
    /// Where the payloads meet the world.
    pub(crate) surface: Option<Surface>,
    /// What must hold for them.
    pub(crate) terms: Terms,
    /// The payloads, with the path to the pair of schemas, shortest paths first.
    pub(crate) reach: Ways,
}

/// All cases, and the terms of every payload.
pub(crate) struct Cases {
    /// For each payload, what must hold.
    pub(crate) terms: Vec<Terms>,
    /// The cases, fact by fact.
    pub(crate) all: Vec<Case>,
    /// For each payload, the kinds of change in it that a rule judges alone.
    pub(crate) declared: FxHashMap<usize, Vec<Kind>>,
}

impl Cases {
    pub(crate) fn of(question: &Question<'_>, diff: &Diff) -> Cases {
        let terms: Vec<Terms> = diff.payloads.iter().map(|payload| Terms::of(&policy(question, payload))).collect();
        let all = (0..diff.facts.len()).flat_map(|fact| cases_of(diff, &terms, fact)).collect();
        Cases { terms, all, declared: declared(diff) }
    }
}

fn declared(diff: &Diff) -> FxHashMap<usize, Vec<Kind>> {
    let mut declared: FxHashMap<usize, Vec<Kind>> = FxHashMap::default();
    for fact in &diff.facts {
        let About::Schema(pair, edit) = &fact.about else { continue };
        // Whether a property is sent decides whether it can be required: no keyword that accepts or rejects changed.
        let is_projected = matches!(fact.kind, Kind::ReadOnlyChanged | Kind::WriteOnlyChanged);
        // What the oracle judges as well has a case of its own, which covers its payloads if it fails.
        let is_rule = matches!(changes::of(fact.kind).judged, Judged::Declared(_)) && *edit != Edit::Annotation;
        if !is_rule && !is_projected {
            continue;
        }
        for reach in &diff.schemas[*pair].reach {
            declared.entry(reach.payload).or_default().push(fact.kind);
        }
    }
    declared
}

/// True if the oracle has a say.
pub(crate) fn is_decided(change: &Change) -> bool {
    !matches!(change.judged, Judged::Declared(_))
}

fn cases_of(diff: &Diff, terms: &[Terms], fact: usize) -> Vec<Case> {
    let About::Schema(pair, edit) = &diff.facts[fact].about else { return Vec::new() };
    if *edit == Edit::Annotation || !is_decided(changes::of(diff.facts[fact].kind)) {
        return Vec::new();
    }
    let mut groups: BTreeMap<(Option<Surface>, &Terms), Ways> = BTreeMap::new();
    for reach in &diff.schemas[*pair].reach {
        let surface = diff.payloads[reach.payload].surface;
        let group = groups.entry((surface, &terms[reach.payload])).or_default();
        group.push((reach.payload, reach.path.clone()));
    }
    let mut cases: Vec<Case> = groups
        .into_iter()
        .map(|((surface, terms), reach)| Case { fact, surface, terms: terms.clone(), reach })
        .collect();
    for case in &mut cases {
        // A whole request or event says more than a value by itself.
        let is_bare = |payload: usize| diff.payloads[payload].carrier == Carrier::Schema;
        case.reach.sort_by_key(|(payload, path)| (is_bare(*payload), path.len(), *payload));
    }
    cases
}

/// The policy of the contract that a payload's schema stands in.
fn policy(question: &Question<'_>, payload: &Payload) -> Policy {
    let file = question.new.model.schemas.get(home(question, payload.new)).at.file;
    let path = question.new.roots.path_of(question.new.sources, file);
    question.policies.governing(&path, payload.surface)
}

/// The schema that a chain of references ends at: the contract that it stands in governs it.
fn home(question: &Question<'_>, id: SchemaId) -> SchemaId {
    const HOPS: usize = 16;
    let schemas = &question.new.model.schemas;
    let next = |id: &SchemaId| schemas.get(*id).target;
    std::iter::successors(Some(id), next).take(HOPS).last().unwrap_or(id)
}
