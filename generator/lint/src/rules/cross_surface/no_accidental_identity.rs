use super::shape::Shape;
use super::support::{called, groups};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::scene::Stand;
use crate::{Cx, Profile, Rule, SchemaView, Surfaces};
use stipula_diagnostics::Severity::Warning;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "no-accidental-identity",
    Warning,
    Profile::Platform,
    Hook::Repository(check),
    include_str!("no_accidental_identity.md"),
)
.options(&[
    OptionSpec::number("similarity", 90, "From how many percent of common names and types on two shapes are the same."),
    OptionSpec::number("min-names", 5, "Objects with fewer names, inner ones counted, are too small to judge."),
])
.cedes_to(&["metadata-valid", "metadata-misspelled"]);

fn check(cx: &Cx<'_>) {
    let events = candidates(cx, Surfaces::EVENT);
    let http = if events.is_empty() { Vec::new() } else { candidates(cx, Surfaces::HTTP) };
    let least = cx.number("similarity");
    for (event, shape) in &events {
        let is_near =
            |other: &Shape| other.len().min(shape.len()) as u64 * 100 >= other.len().max(shape.len()) as u64 * least;
        let near = http.iter().filter(|(_, other)| is_near(other));
        let scored = near.map(|(other, its)| (shape.similarity(its), *other)).filter(|(score, _)| *score >= least);
        let best = scored
            .filter(|(score, other)| !is_left_to_others(*score, other))
            .max_by_key(|(score, other)| (*score, std::cmp::Reverse(other.id)));
        if let Some((score, other)) = best {
            report(cx, event, other, score);
        }
    }
}

/// The objects with a name of their own that one group of surfaces reaches, with their shapes.
fn candidates<'s>(cx: &'s Cx<'_>, group: Surfaces) -> Vec<(&'s SchemaView<'s>, Shape)> {
    let least = cx.number("min-names");
    let is_here = |schema: &&SchemaView<'_>| groups(schema.surfaces) == group;
    let is_own = |schema: &&SchemaView<'_>| {
        matches!(schema.stand, Stand::Root | Stand::Named | Stand::Whole)
            && !schema.is_reference()
            && schema.is_object()
    };
    let is_meant = |schema: &&SchemaView<'_>| cx.contract_of(schema).is_some_and(|contract| contract.is_meant);
    let own = cx.schemas().iter().filter(is_here).filter(is_own).filter(is_meant);
    own.map(|schema| (schema, Shape::of(cx, schema.id))).filter(|(_, shape)| shape.len() as u64 >= least).collect()
}

/// A message with the very shape of a request is a command that was published: `event-not-command-payload` says so.
fn is_left_to_others(score: u64, http: &SchemaView<'_>) -> bool {
    score == 100 && http.surfaces.meets(Surfaces::REQUEST)
}

fn report(cx: &Cx<'_>, event: &SchemaView<'_>, http: &SchemaView<'_>, score: u64) {
    let (ours, theirs) = (called(cx, event), called(cx, http));
    let declared = identity(cx, event, http)
        .map(|node| (event, node))
        .or_else(|| identity(cx, http, event).map(|node| (http, node)));
    if let Some((owner, identity)) = declared {
        if identity.get_str("reason").is_none_or(|reason| reason.trim().is_empty()) {
            let finding = Finding::at(
                owner.at.sibling(identity),
                "`x-identical-to` does not say why both will go on changing together",
            );
            cx.report(finding.help("write `{schema: …, reason: …}` with a sentence as the reason"));
        }
        return;
    }
    let how =
        if score == 100 { "has the same shape as".to_owned() } else { format!("shares {score} % of its shape with") };
    let finding = Finding::at(event.at, format!("the event schema `{ours}` {how} the HTTP schema `{theirs}`"));
    let finding = finding.label(http.at, "the same names and types");
    let path =
        cx.contract_of(http).filter(|_| http.stand == Stand::Root).map_or(theirs.as_str(), |contract| &contract.path);
    cx.report(finding.help(format!(
        "give the event the facts that its consumers need, or declare `x-identical-to: {{schema: {path}, reason: …}}`"
    )));
}

/// The `x-identical-to` of one schema if it means the other: by path, `$id` or title.
fn identity<'s>(cx: &Cx<'_>, one: &SchemaView<'s>, other: &SchemaView<'_>) -> Option<Node<'s>> {
    let said = one.node.get("x-identical-to")?;
    let named = said.as_str().or_else(|| said.get_str("schema"))?;
    let path = cx.contract_of(other).map_or("", |contract| contract.path.as_str());
    let is_it = named == path || other.name() == Some(named) || other.node.get_str("$id") == Some(named);
    is_it.then_some(said)
}
