use super::part_roles::{ROLE, is_commercial_line, mentions, name_of};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, Surfaces};
use stipula_diagnostics::Severity::Warning;

pub(super) const RULE: Rule = Rule::new(
    "line-parent-relation",
    Warning,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("line_parent_relation.md"),
)
.on(Surfaces::RESPONSE)
.options(&[OptionSpec::words(
    "children",
    &["children", "childLines", "subLines", "components", "addOns", "lineItems", "lines"],
    "The properties in which a line holds the lines that belong to it.",
)]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if !is_commercial_line(cx, schema) {
        return;
    }
    let role = schema.node.get_str(ROLE);
    let has_relation =
        |name: &str| mentions(name, "parent") || mentions(name, "relationship") || cx.words("children").has(name);
    if role == Some("line") || cx.all_properties(schema.id).iter().any(|property| has_relation(property.name)) {
        return;
    }
    let name = name_of(cx, schema).unwrap_or("this line");
    let message = match role {
        Some(_) => format!("`{name}` can be part of a bundle and does not say of which"),
        None => format!("`{name}` does not say whether it belongs to another line"),
    };
    cx.report(
        Finding::at(schema.at, message)
            .help("add an optional `parentLineId`; where lines never depend on each other, say so with `x-role: line`"),
    );
}
