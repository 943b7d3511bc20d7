use super::questions::Questions;
use super::{support, union};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, OptionSpec, Profile, Rule, SchemaView};
use serde_json::Value;
use stipula_diagnostics::Severity::Error;
use stipula_model::{Kw, SchemaId};

pub(super) const RULE: Rule = Rule::new(
    "oneof-branches-disjoint",
    Error,
    Profile::Recommended,
    Hook::Repository(check),
    include_str!("oneof_branches_disjoint.md"),
)
.options(&[OptionSpec::number("questions", 200, "Pairs of alternatives that are looked into in one run.")]);

/// Pairs of one `oneOf` that are asked about: where many overlap, one example is enough.
const MOST_PAIRS: usize = 8;
/// Pairs of one `oneOf` that are looked at.
const MOST_LOOKS: usize = 2000;
/// Schemas that all looks of one run see.
const MOST_SCHEMAS: u32 = 300_000;

fn check(cx: &Cx<'_>) {
    let mut questions = Questions::new(cx.number("questions"));
    let look = union::Look::new(cx, MOST_SCHEMAS);
    // With a discriminator it is the tag that decides, whatever else fits.
    let is_decided = |schema: &SchemaView<'_>| schema.is_fragment || schema.has(Kw::Discriminator);
    for schema in cx.schemas().iter().filter(|schema| schema.has(Kw::OneOf) && !is_decided(schema)) {
        if cx.contract_of(schema).is_some_and(|contract| contract.is_meant) {
            let mut ask = |pair| Some((pair, questions.common_value(cx, schema.id, pair)?));
            if let Some((pair, value)) = pairs(cx, schema, &look).into_iter().find_map(&mut ask) {
                report(cx, schema, pair, &value);
            }
        }
    }
}

/// The pairs of alternatives that do not plainly exclude each other.
fn pairs(cx: &Cx<'_>, schema: &SchemaView<'_>, look: &union::Look<'_, '_>) -> Vec<(SchemaId, SchemaId)> {
    let branches = schema.branches(cx.scene, "oneOf");
    // What is only required is asked about together with what stands around it: too much for a guess.
    if branches.iter().any(|branch| support::only_requires(cx.schema(*branch))) {
        return Vec::new();
    }
    let told = told_apart(cx, &branches, look);
    let is_open = |(n, m): &(usize, usize)| !(told[*n] && told[*m]);
    let numbers = (0..branches.len()).flat_map(|n| (n + 1..branches.len()).map(move |m| (n, m)));
    let pairs = numbers.filter(is_open).take(MOST_LOOKS).map(|(n, m)| (branches[n], branches[m]));
    let overlap = |(one, other): &(SchemaId, SchemaId)| !look.are_apart(*one, *other) && !look.is_blind();
    pairs.filter(overlap).take(MOST_PAIRS).collect()
}

/// Which alternatives are objects that a tag tells apart: pairs of these need no look. Unions can be long.
fn told_apart(cx: &Cx<'_>, branches: &[SchemaId], look: &union::Look<'_, '_>) -> Vec<bool> {
    let is_object: Vec<bool> = branches.iter().map(|branch| look.kinds_of(*branch) == union::OBJECT).collect();
    let of_objects = branches.iter().zip(&is_object).filter(|(_, is_object)| **is_object);
    let objects: Vec<SchemaId> = of_objects.map(|(branch, _)| *branch).collect();
    if objects.len() > 1 && union::tag(cx, &objects).is_some() { is_object } else { vec![false; branches.len()] }
}

fn report(cx: &Cx<'_>, schema: &SchemaView<'_>, (one, other): (SchemaId, SchemaId), value: &Value) {
    let Some(list) = schema.get(Kw::OneOf) else { return };
    let branches = schema.branches(cx.scene, "oneOf");
    let name = |id: SchemaId| {
        let view = cx.resolved(id);
        let position = branches.iter().position(|branch| *branch == id).map_or(0, |position| position + 1);
        view.name().map_or_else(|| format!("alternative {position}"), |name| format!("`{name}`"))
    };
    let text = support::short(&value.to_string(), 160);
    let message = format!("`{text}` fits both {} and {}, so `oneOf` refuses it", name(one), name(other));
    let help = match value {
        Value::Null => "let a single alternative accept `null`",
        Value::Object(_) => "tell them apart by a required property with a `const` of its own in each, or close them",
        _ => "narrow one of them by its type, bounds or `pattern`, or use the more general one alone",
    };
    cx.turn_to(Some(schema.at), schema.surfaces);
    let finding = Finding::at(schema.at.sibling(list), message);
    let finding = finding.label(cx.schema(one).at, "this one").label(cx.schema(other).at, "and this one");
    cx.report(finding.help(help));
}
