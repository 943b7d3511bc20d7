use super::support::{Fixtures, named, payloads};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule};
use stipula_diagnostics::Severity::Warning;

pub(super) const RULE: Rule = Rule::new(
    "negative-fixture-required",
    Warning,
    Profile::Platform,
    Hook::Repository(check),
    include_str!("negative_fixture_required.md"),
)
.in_repositories()
.cedes_to(&["compat-fixture-required"]);

fn check(cx: &Cx<'_>) {
    let fixtures = Fixtures::of(cx);
    let asked = payloads(cx).into_iter().filter(|schema| schema.is_object() || schema.is_composed());
    let open = asked.filter(|schema| fixtures.about(cx, schema).invalid == 0);
    for schema in open.take(if fixtures.is_empty() { 1 } else { usize::MAX }) {
        let name = named(cx, schema);
        let message = if fixtures.is_empty() {
            format!(
                "no payload is shown to be rejected, neither of `{name}` nor of any other contract: there are no fixtures"
            )
        } else {
            format!("no payload of `{name}` is shown to be rejected")
        };
        let help = "list a payload that lacks something required under `invalid` of a fixtures.yaml, with the keyword and the place";
        cx.report(Finding::at(schema.at, message).help(help));
    }
}
