use super::names::{is_protocol, is_repeated};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::words::{is_lower_camel, lower_camel};
use crate::{Cx, Profile, PropertyView, Rule};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "field-lower-camel-case",
    Error,
    Profile::Platform,
    Hook::Property(check),
    include_str!("field_lower_camel_case.md"),
)
.options(&[
    OptionSpec::words("names", &["_links", "_embedded"], "Names that a standard gives, as they are."),
    OptionSpec::words("prefixes", &["@", "$"], "Beginnings of names that a standard gives, such as `@type`."),
])
.cedes_to(&["field-no-abbreviation", "field-name-domain-clear"]);

fn check(cx: &Cx<'_>, property: &PropertyView<'_>) {
    let name = property.name;
    if is_lower_camel(name) || cx.words("names").has(name) || cx.words("prefixes").iter().any(|it| name.starts_with(it))
    {
        return;
    }
    if is_repeated(cx, property.owner) || is_protocol(cx, property) {
        return;
    }
    let better = lower_camel(name);
    let help = if is_lower_camel(&better) {
        format!("call it `{better}`; in a released contract add it beside `{name}` first")
    } else {
        "begin with a lower-case letter, then only letters and digits".to_owned()
    };
    cx.report(Finding::at(property.key_at, format!("`{name}` is not in lower camel case")).help(help));
}
