use super::part_roles::{TOLD, is_decision, mentions};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Profile, PropertyView, Rule, SchemaView};
use stipula_diagnostics::Severity::Warning;

pub(super) const RULE: Rule = Rule::new(
    "approval-trace-fields",
    Warning,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("approval_trace_fields.md"),
)
.on(TOLD)
.options(&[
    OptionSpec::words("levels", &["level", "tier"], "Parts of the names that say at which level it was decided."),
    OptionSpec::words(
        "delegations",
        &["delegat", "onBehalfOf"],
        "Parts of the names that say whose authority was used.",
    ),
    OptionSpec::words("overrides", &["overrid"], "Parts of the names that tell an override from an approval."),
]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if !is_decision(cx, schema) {
        return;
    }
    let properties = cx.all_properties(schema.id);
    let asked = [
        ("levels", "at which level it was made", "`approvalLevel`"),
        ("delegations", "under whose delegation", "`delegatedFrom`"),
        ("overrides", "whether it overrode the policy", "`manualOverride`"),
    ];
    let is_missing = |option: &str| !properties.iter().any(|property| says(cx, property, option));
    let missing: Vec<_> = asked.into_iter().filter(|(option, _, _)| is_missing(option)).collect();
    if missing.is_empty() {
        return;
    }
    let list = |item: fn(&(&str, &'static str, &'static str)) -> &'static str| -> String {
        missing.iter().map(item).collect::<Vec<_>>().join(", ")
    };
    let finding = Finding::at(schema.at, format!("this decision cannot say {}", list(|asked| asked.1)));
    cx.report(finding.help(format!("add {}; optional where it does not always apply", list(|asked| asked.2))));
}

/// True if a property says it by its name, or a person in it does: an actor may act on behalf of another.
fn says(cx: &Cx<'_>, property: &PropertyView<'_>, option: &str) -> bool {
    let is_name = |name: &str| cx.words(option).iter().any(|part| mentions(name, part));
    is_name(property.name) || cx.all_properties(property.schema.id).iter().any(|inner| is_name(inner.name))
}
