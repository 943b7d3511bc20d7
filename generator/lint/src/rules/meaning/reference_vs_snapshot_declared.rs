use super::part_roles::{ROLE, mentions};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Profile, PropertyView, Rule, SchemaView};
use stipula_diagnostics::Severity::Warning;
use stipula_model::Kw;

pub(super) const RULE: Rule = Rule::new(
    "reference-vs-snapshot-declared",
    Warning,
    Profile::Platform,
    Hook::Property(check),
    include_str!("reference_vs_snapshot_declared.md"),
)
.options(&[OptionSpec::words(
    "names",
    &[
        "product",
        "products",
        "productOffering",
        "productOfferings",
        "offering",
        "offerings",
        "offer",
        "offers",
        "catalogItem",
        "catalogItems",
    ],
    "Properties that may hold what a catalog keeps.",
)]);

fn check(cx: &Cx<'_>, property: &PropertyView<'_>) {
    if property.owner.is_fragment || !cx.words("names").has(property.name) {
        return;
    }
    let held = property.resolved.child(cx, Kw::Items).map_or(property.resolved, |item| cx.resolved(item));
    if !held.is_object() && !held.is_composed() || says_which(property.schema) || says_which(held) {
        return;
    }
    let name = property.name;
    let finding =
        Finding::at(property.key_at, format!("`{name}` does not say whether it is looked up or kept as it was"));
    cx.report(finding.help(format!(
        "call it `{name}Reference` if the catalog of the day is meant, `{name}Snapshot` if what was sold is; or say it with \
         `x-role: reference` or `x-role: snapshot`"
    )));
}

fn says_which(schema: &SchemaView<'_>) -> bool {
    schema.node.get(ROLE).is_some()
        || schema
            .name()
            .is_some_and(|name| mentions(name, "reference") || mentions(name, "snapshot") || name.ends_with("Ref"))
}
