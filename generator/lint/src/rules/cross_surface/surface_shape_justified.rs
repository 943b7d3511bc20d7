use super::support::{called, groups};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::scene::Stand;
use crate::{Cx, Profile, Rule, SchemaView, Surfaces, words};
use rustc_hash::FxHashSet;
use stipula_diagnostics::Severity::Info;
use stipula_model::Kw;

pub(super) const RULE: Rule = Rule::new(
    "surface-shape-justified",
    Info,
    Profile::Platform,
    Hook::Repository(check),
    include_str!("surface_shape_justified.md"),
)
.attestable()
.options(&[OptionSpec::number(
    "similarity",
    75,
    "From how many percent of common names on an object is a variant of a concept.",
)])
.cedes_to(&[
    "money-uses-canonical",
    "actor-canonical",
    "audit-metadata-canonical",
    "error-model-canonical",
    "metadata-valid",
    "metadata-misspelled",
]);

/// A canonical object, and the names in it.
struct Concept<'s> {
    schema: &'s SchemaView<'s>,
    names: FxHashSet<String>,
}

fn check(cx: &Cx<'_>) {
    let concepts = concepts(cx);
    if concepts.is_empty() {
        return;
    }
    for schema in cx.schemas().iter().filter(|schema| schema.has(Kw::Properties) && is_judged(cx, schema)) {
        let names = names(cx, schema);
        let scored = concepts.iter().map(|concept| (similarity(&names, &concept.names), concept));
        let best = scored.filter(|(score, _)| *score >= cx.number("similarity")).max_by_key(|(score, _)| *score);
        if let Some((_, concept)) = best {
            report(cx, schema, concept);
        }
    }
}

fn concepts<'s>(cx: &'s Cx<'_>) -> Vec<Concept<'s>> {
    let roots =
        cx.schemas().iter().filter(|schema| schema.stand == Stand::Root && schema.surfaces.meets(Surfaces::CANONICAL));
    let all = roots.map(|schema| Concept { schema, names: names(cx, schema) });
    all.filter(|concept| concept.names.len() > 1).collect()
}

/// True for a description on a surface, without a reason for its shape.
fn is_judged(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    let is_here = !groups(schema.surfaces).is_empty();
    let is_justified = || schema.node.get("x-rationale").is_some();
    let is_meant = || cx.contract_of(schema).is_some_and(|contract| contract.is_meant);
    is_here && !schema.is_fragment && !is_justified() && is_meant()
}

fn names(cx: &Cx<'_>, schema: &SchemaView<'_>) -> FxHashSet<String> {
    cx.properties(schema).map(|property| words::words(property.name).join("-")).collect()
}

fn similarity(one: &FxHashSet<String>, other: &FxHashSet<String>) -> u64 {
    let common = one.intersection(other).count();
    (common * 100 / (one.len() + other.len() - common).max(1)) as u64
}

fn report(cx: &Cx<'_>, schema: &SchemaView<'_>, concept: &Concept<'_>) {
    let name = called(cx, concept.schema);
    let finding = Finding::at(schema.at, format!("this is a variant of the canonical `{name}`, and nothing says why"));
    let finding = finding.label(concept.schema.at, "the concept");
    cx.report(
        finding.help(format!("refer to `{name}`, or say in `x-rationale` why this surface needs a shape of its own")),
    );
}
