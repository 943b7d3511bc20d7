use super::support::{Part, demand_all, is_stored};
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::scene::PropertyView;
use crate::{Cx, Profile, Rule, SchemaView, Surfaces, words};
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;

const OTHER_VERSIONS: &[&str] =
    &["schema", "record", "api", "policy", "catalog", "pricing", "rule", "set", "process", "orchestration", "template"];

pub(super) const RULE: Rule = Rule::new(
    "audit-evidence-complete",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("audit_evidence_complete.md"),
)
.on(Surfaces::AUDIT)
.options(&[
    OptionSpec::words("actors", &["actor", "actorId", "actorReference", "performer"], "Properties that say who."),
    OptionSpec::words("reasons", &["reason", "rationale", "justification"], "First or last words of a reason's name."),
    OptionSpec::words(
        "other-versions",
        OTHER_VERSIONS,
        "Words before `Version` that mean no version of what was decided on.",
    ),
])
.cedes_to(&["approval-decision-complete"]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if !is_stored(cx, schema, &["record", "decision", "evidence"]) {
        return;
    }
    let properties = cx.all_properties(schema.id);
    let part = |plays: fn(&Cx<'_>, &PropertyView<'_>) -> bool| Part::of(&properties, |property| plays(cx, property));
    let parts = [
        (part(is_actor), "who", "actor"),
        (part(is_time), "when", "decidedAt"),
        (part(is_version), "on which version", "aggregateVersion"),
        (part(is_reason), "why", "reasonCode"),
    ];
    demand_all(cx, schema, "this record", &parts);
}

fn is_actor(cx: &Cx<'_>, property: &PropertyView<'_>) -> bool {
    let is_reference = || property.resolved.name().is_some_and(|name| name.starts_with("Actor"));
    cx.words("actors").has(property.name) || property.name.ends_with("By") || is_reference()
}

fn is_time(_: &Cx<'_>, property: &PropertyView<'_>) -> bool {
    property.name.ends_with("At") || matches!(property.name, "time" | "timestamp")
}

fn is_version(cx: &Cx<'_>, property: &PropertyView<'_>) -> bool {
    let words = words::words(property.name);
    let Some(("version", before)) = words.split_last().map(|(last, before)| (last.as_str(), before)) else {
        return false;
    };
    !property.resolved.has(Kw::Const) && before.last().is_none_or(|word| !cx.words("other-versions").has(word))
}

fn is_reason(cx: &Cx<'_>, property: &PropertyView<'_>) -> bool {
    let words = words::words(property.name);
    let is_one = |word: Option<&String>| word.is_some_and(|word| cx.words("reasons").has(word));
    is_one(words.first()) || is_one(words.last())
}
