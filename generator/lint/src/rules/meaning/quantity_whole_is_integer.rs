use super::known_fields::{is_spoken_of, metadata};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Profile, PropertyView, Rule};
use stipula_diagnostics::Severity::Info;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "quantity-whole-is-integer",
    Info,
    Profile::Platform,
    Hook::Property(check),
    include_str!("quantity_whole_is_integer.md"),
)
.options(&[OptionSpec::words("whole", WHOLE, "Units that are not divided.")]);

const WHOLE: &[&str] = &[
    "device",
    "each",
    "item",
    "license",
    "line",
    "number",
    "package",
    "piece",
    "port",
    "seat",
    "site",
    "subscriber",
    "subscription",
    "unit-of-sale",
    "user",
];

fn check(cx: &Cx<'_>, property: &PropertyView<'_>) {
    let value = property.resolved;
    if !value.is("number") && !value.is("string") {
        return;
    }
    let unit = metadata(property, "x-unit").and_then(Node::as_str);
    let Some(unit) = unit.filter(|unit| cx.words("whole").has_in_any_case(unit)) else { return };
    if !is_spoken_of(cx, property.owner.id) {
        let message = format!("`{}` counts by the `{unit}` and may have a fraction", property.name);
        let finding = Finding::at(property.key_at, message);
        cx.report(finding.help("make it `type: integer` with `minimum: 1` and a `maximum`"));
    }
}
