use super::support;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, OptionSpec, Profile, Rule, SchemaView, Surfaces};
use stipula_diagnostics::Severity::Info;
use stipula_model::Kw;
use stipula_source::Node;

pub(super) const RULE: Rule =
    Rule::new("required-minimal", Info, Profile::Platform, Hook::Schema(check), include_str!("required_minimal.md"))
        .attestable()
        .on(Surfaces::REQUEST.and(Surfaces::EVENT))
        .options(&[
            OptionSpec::number(
                "percent",
                80,
                "An object that requires more of its properties than this deserves a look.",
            ),
            OptionSpec::number("properties", 20, "Objects with no more properties than this are not looked at."),
        ]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let Some(required) = schema.get(Kw::Required).filter(|list| !list.is_empty()) else { return };
    let Some(properties) = schema.get(Kw::Properties).filter(|_| !schema.is_fragment) else { return };
    let at = |node: Node<'_>| schema.at.sibling(node);
    for item in required.items() {
        let name = item.as_str().unwrap_or_default();
        let Some(default) = properties.get(name).and_then(|property| property.get("default")) else { continue };
        let finding = Finding::at(at(item), format!("`{name}` is required, so its default never applies"));
        let finding = finding.label(at(default), "the default");
        cx.report(finding.help(format!("take `{name}` out of `required`, or remove the default")));
    }
    let (all, least, percent) = (properties.len(), cx.number("properties"), cx.number("percent"));
    let count =
        required.items().filter(|item| item.as_str().is_some_and(|name| properties.get(name).is_some())).count();
    if all as u64 > least && count as u64 * 100 > all as u64 * percent {
        let object = support::called(schema, "object");
        let finding = Finding::at(at(required), format!("{object} requires {count} of its {all} properties"));
        let help = "require what the object makes no sense without; if all of this is, say so in `x-lint-ignore`";
        cx.report(finding.help(help));
    }
}
