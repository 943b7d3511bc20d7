use super::support::{self, Extent};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "no-free-form-object",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("no_free_form_object.md"),
)
.cedes_to(&["required-defined", "event-payload-typed"]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let Some(Extent::Free) = support::extent(cx, schema) else { return };
    if !support::is_envelope_payload(cx, schema) {
        let message = format!("{} describes none of its properties", support::called(schema, "object"));
        let help = "declare its `properties` and close it; what others extend is a map with `x-extension-map: true`";
        cx.report(Finding::at(schema.at, message).help(help));
    }
}
