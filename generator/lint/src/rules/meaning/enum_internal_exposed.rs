use super::personal_data::is_conditional;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Machine, Profile, Rule, SchemaView, Stand, Surfaces};
use rustc_hash::FxHashSet;
use stipula_diagnostics::Severity::Warning;
use stipula_model::Kw;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "enum-internal-exposed",
    Warning,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("enum_internal_exposed.md"),
)
.on(Surfaces::RESPONSE.and(Surfaces::EVENT))
.options(&[OptionSpec::number("states", 4, "A machine with fewer states has nothing to hide.")])
.cedes_to(&["enum-policy-declared"]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let Some(list) = schema.get(Kw::Enum) else { return };
    if cx.machines.is_empty() || is_conditional(cx, schema) || is_open(schema) && is_described(cx, schema) {
        return;
    }
    let values: FxHashSet<&str> = list.items().filter_map(Node::as_str).collect();
    let fewest = usize::try_from(cx.number("states")).unwrap_or(usize::MAX);
    let is_copy = |machine: &&Machine<'_>| {
        machine.states.len() >= fewest && machine.states.iter().all(|state| values.contains(state.name))
    };
    let Some(machine) = cx.machines.iter().find(is_copy) else { return };
    let message = format!("this repeats all {} states of the machine `{}`", machine.states.len(), machine.name);
    let finding = Finding::at(schema.at.sibling(list), message).label(machine.at, "its states are an internal matter");
    cx.report(finding.help(
        "show the states that consumers act on, and map the others to them; or declare `x-enum-policy: open` and describe \
         what a reader does with a state that it does not know",
    ));
}

fn is_open(schema: &SchemaView<'_>) -> bool {
    schema.node.get_str("x-enum-policy") == Some("open")
        || schema.node.get("x-extensible-enum").and_then(Node::as_bool) == Some(true)
}

fn is_described(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    let around = schema.parent.filter(|_| schema.stand == Stand::Item).map(|id| cx.schema(id).text(Kw::Description));
    schema.text(Kw::Description).or(around.flatten()).is_some_and(|text| !text.trim().is_empty())
}
