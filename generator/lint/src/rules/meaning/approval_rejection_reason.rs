use super::always_there::is_required;
use super::part_roles::{is_decision, is_whole_object, mentions};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Profile, PropertyView, Rule, SchemaView};
use stipula_diagnostics::Severity::Error;
use stipula_model::{Kw, SchemaId};
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "approval-rejection-reason",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("approval_rejection_reason.md"),
)
.options(&[
    OptionSpec::words(
        "decisions",
        &["decision", "approvalDecision", "outcome"],
        "The properties that hold a decision.",
    ),
    OptionSpec::words("rejections", &["REJECTED", "DECLINED"], "The values that need a reason."),
]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if !is_whole_object(schema) {
        return;
    }
    let own = cx.properties(schema).find(|property| is_verdict(cx, property));
    let composed = || cx.all_properties(schema.id).into_iter().find(|property| is_verdict(cx, property));
    let Some(decision) = own.or_else(|| is_decision(cx, schema).then(composed)?) else { return };
    let rejection = rejection(cx, &decision).unwrap_or_default();
    if gives_reason(cx, schema.id, decision.name, rejection) {
        return;
    }
    let place = if decision.owner.id == schema.id { decision.key_at } else { schema.at };
    let finding = Finding::at(place, format!("`{}` can be `{rejection}` without a reason", decision.name));
    cx.report(finding.help(format!(
        "add `reasonCode`, and require it: `if: {{properties: {{{}: {{const: {rejection}}}}}}}`, `then: {{required: [reasonCode]}}`",
        decision.name
    )));
}

fn is_verdict(cx: &Cx<'_>, property: &PropertyView<'_>) -> bool {
    cx.words("decisions").has(property.name) && rejection(cx, property).is_some()
}

/// The value that rejects.
fn rejection<'s>(cx: &Cx<'_>, decision: &PropertyView<'s>) -> Option<&'s str> {
    decision.resolved.values().into_iter().filter_map(Node::as_str).find(|value| cx.words("rejections").has(value))
}

fn is_reason(name: &str) -> bool {
    mentions(name, "reason") || mentions(name, "justification")
}

/// True if a rejection always has a reason: because everything has one, or by a condition, or by its own alternative.
fn gives_reason(cx: &Cx<'_>, schema: SchemaId, decision: &str, rejection: &str) -> bool {
    let view = cx.schema(schema);
    let parts = view.target.into_iter().chain(view.branches(cx, "allOf")).filter(|part| *part != schema);
    is_required(cx, schema, &is_reason)
        || by_condition(cx, view, decision, rejection)
        || by_alternatives(cx, view, decision, rejection)
        || parts.into_iter().any(|part| by_condition(cx, cx.schema(part), decision, rejection))
}

/// `if` the decision is the rejection, `then` a reason is required; or `else`, where `if` stands for the other decisions.
fn by_condition(cx: &Cx<'_>, view: &SchemaView<'_>, decision: &str, rejection: &str) -> bool {
    let Some(condition) = view.child(cx, Kw::If) else { return false };
    let Some(admits) = admits(cx, condition, decision, rejection) else { return false };
    let follows = view.child(cx, if admits { Kw::Then } else { Kw::Else });
    follows.is_some_and(|follows| is_required(cx, follows, &is_reason))
}

/// Each alternative is for other decisions, or requires a reason.
fn by_alternatives(cx: &Cx<'_>, view: &SchemaView<'_>, decision: &str, rejection: &str) -> bool {
    let alternatives = view.branches(cx, "oneOf");
    let is_safe =
        |one: &SchemaId| admits(cx, *one, decision, rejection) == Some(false) || is_required(cx, *one, &is_reason);
    !alternatives.is_empty() && alternatives.iter().all(is_safe)
}

/// Whether the decision may be this value, where the schema limits it at all.
fn admits(cx: &Cx<'_>, schema: SchemaId, decision: &str, value: &str) -> Option<bool> {
    let values = cx.property(schema, decision)?.resolved.values();
    (!values.is_empty()).then(|| values.iter().any(|own| own.as_str() == Some(value)))
}
