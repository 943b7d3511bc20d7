//! What rules say: the schema may be equal and the meaning is not.

use super::Question;
use crate::{Change, Evidence, Level, Verdict};
use stipula_diff::{About, Diff, Fact, Family, Flow, Kind};
use stipula_model::{self as model, NodeRef, Surface};
use stipula_source::Node;

/// The surfaces on which a fact that is not about a payload speaks.
pub(crate) fn surfaces(question: &Question<'_>, diff: &Diff, fact: &Fact) -> Vec<Option<Surface>> {
    match &fact.about {
        About::Schema(pair, _) => {
            let reach = diff.schemas[*pair].reach.iter().map(|reach| diff.payloads[reach.payload].surface);
            let mut surfaces: Vec<_> = reach.collect();
            surfaces.sort_unstable();
            surfaces.dedup();
            surfaces
        }
        About::Operation { flow, .. } => vec![Some(operation_surface(fact.kind, *flow))],
        About::Event { .. } => vec![Some(Surface::Event)],
        // Credentials travel with requests.
        About::Contract { .. } if fact.kind == Kind::SecuritySchemeChanged => vec![Some(Surface::HttpRequest)],
        About::Contract { contract } => contract_surfaces(question, diff, *contract),
        About::Document(_) => document_surfaces(fact.kind),
    }
}

/// What clients send, or what they receive.
fn operation_surface(kind: Kind, flow: Option<Flow>) -> Surface {
    let is_called_back =
        matches!(kind, Kind::CallbackAdded | Kind::CallbackRemoved | Kind::WebhookAdded | Kind::WebhookRemoved);
    match flow {
        Some(Flow::Outward) => Surface::HttpResponse,
        None if is_called_back => Surface::HttpResponse,
        _ => Surface::HttpRequest,
    }
}

fn contract_surfaces(question: &Question<'_>, diff: &Diff, contract: usize) -> Vec<Option<Surface>> {
    let pair = &diff.contracts[contract];
    let new = pair.new.map(|n| &question.new.model.contracts[n]);
    let old = pair.old.map(|n| &question.old.model.contracts[n]);
    match new.or(old) {
        Some(contract) => match contract.kind {
            model::Kind::OpenApi(_) => vec![Some(Surface::HttpRequest), Some(Surface::HttpResponse)],
            model::Kind::AsyncApi(_) => vec![Some(Surface::Event)],
            _ => vec![contract.surface],
        },
        None => vec![None],
    }
}

/// State machines are seen by callers, by readers of answers and by readers of events; error codes in answers. What a
/// repository says about itself is seen by nobody in particular.
fn document_surfaces(kind: Kind) -> Vec<Option<Surface>> {
    match kind {
        Kind::ErrorCodeRegistered | Kind::ErrorCodeRetired | Kind::ErrorCodeChanged => {
            vec![Some(Surface::HttpResponse)]
        }
        Kind::PolicyTightened | Kind::PolicyRelaxed | Kind::OwnerChanged | Kind::ConsumersChanged => vec![None],
        _ => vec![Some(Surface::HttpRequest), Some(Surface::HttpResponse), Some(Surface::Event)],
    }
}

/// What the rule of a change says about a surface.
pub(crate) fn verdict(
    question: &Question<'_>,
    change: &Change,
    fact: &Fact,
    surface: Option<Surface>,
) -> Option<Verdict> {
    let level = change.declared_on(surface)?;
    if level.fails() && change.retirable && has_ended(question, fact.old) {
        return Some(Verdict { level: Level::Safe, evidence: Evidence::Retired });
    }
    let level = match change.kind {
        // An end that was set for the first time takes nothing away; whether it is too early is asked apart.
        Kind::SunsetChanged if fact.before.is_none() => Level::Safe,
        // What was never said before was not promised otherwise: a person says whether it always was so.
        kind if kind.family() == Family::Meaning && fact.before.is_none() => level.min(Level::Review),
        kind if matters(question, kind, fact) => level.max(Level::Review),
        _ => level,
    };
    Some(Verdict { level, evidence: Evidence::Declared })
}

/// True if the thing, or what it is part of, was deprecated and its sunset has passed.
fn has_ended(question: &Question<'_>, at: NodeRef) -> bool {
    let Some(today) = question.today else { return false };
    let sources = question.old.sources;
    let is_over = |node: Node<'_>| {
        let is_deprecated = node.get("deprecated").and_then(Node::as_bool) == Some(true);
        let sunset = node.get_str("x-sunset").and_then(|text| crate::Date::parse(text.get(..10)?));
        is_deprecated && sunset.is_some_and(|day| day <= today)
    };
    std::iter::successors(Some(at.get(sources)), |node| node.parent()).any(is_over)
}

/// Words do not change what is accepted, but where money, time or a status is described they may change what it means.
fn matters(question: &Question<'_>, kind: Kind, fact: &Fact) -> bool {
    const METADATA: [&str; 4] = ["x-unit", "x-semantics", "x-time-semantics", "x-tax-basis"];
    if !matches!(kind, Kind::DescriptionChanged | Kind::DefaultChanged | Kind::ExamplesChanged) {
        return false;
    }
    if !matches!(fact.about, About::Schema(..)) || kind == Kind::ExamplesChanged {
        return false;
    }
    let node = fact.old.get(question.old.sources);
    let schema = if node.get("type").is_some() { Some(node) } else { node.parent() };
    schema.is_some_and(|schema| METADATA.iter().any(|key| schema.get(key).is_some()) || schema.get("enum").is_some())
}
