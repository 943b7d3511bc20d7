use super::always_there::is_required;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Profile, PropertyView, Rule, SchemaView, Surfaces, words};
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;

pub(super) const RULE: Rule = Rule::new(
    "validation-result-explains",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("validation_result_explains.md"),
)
.on(Surfaces::RESPONSE)
.options(&[
    OptionSpec::words("verdicts", &["valid", "isValid"], "The flags that say whether something is right."),
    OptionSpec::words(
        "explanations",
        &["violations", "errors", "issues", "findings", "problems", "failures"],
        "The lists that say why.",
    ),
    OptionSpec::words("parts", &["code", "message", "severity"], "What every entry of such a list has."),
]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if schema.is_fragment || !schema.has(Kw::Properties) {
        return;
    }
    let is_verdict =
        |property: &PropertyView<'_>| cx.words("verdicts").has(property.name) && property.resolved.is("boolean");
    let Some(verdict) = cx.properties(schema).find(is_verdict) else { return };
    let properties = cx.all_properties(schema.id);
    let Some(why) = properties.iter().find(|property| cx.words("explanations").has(property.name)) else {
        let finding = Finding::at(verdict.key_at, format!("`{}` says no without saying why", verdict.name));
        return cx
            .report(finding.help("add a required list `violations` of objects with `code`, `message` and `severity`"));
    };
    let lacking = lacking(cx, why);
    if !lacking.is_empty() {
        let place = if why.owner.id == schema.id { why.key_at } else { verdict.key_at };
        let finding =
            Finding::at(place, format!("the entries of `{}` may come without `{}`", why.name, lacking.join("`, `")));
        cx.report(finding.help("make every entry an object that requires `code`, `message` and `severity`"));
    } else if !is_required(cx, schema.id, &|name| name == why.name) {
        let finding = Finding::at(verdict.key_at, format!("`{}` may come without `{}`", verdict.name, why.name));
        cx.report(finding.help(format!("list `{}` in `required`; empty means that nothing was found", why.name)));
    }
}

/// What the entries of a list need not have; everything if they are no objects.
fn lacking<'s>(cx: &'s Cx<'_>, why: &PropertyView<'_>) -> Vec<&'s str> {
    let item = why.resolved.child(cx, Kw::Items);
    let is_part = |name: &str, part: &str| words::words(name).last().is_some_and(|word| word == part);
    let has = |part: &str| item.is_some_and(|item| is_required(cx, item, &|name| is_part(name, part)));
    cx.words("parts").iter().filter(|part| !has(part)).collect()
}
