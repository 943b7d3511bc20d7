use super::names::TypeName;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::words::pascal;
use crate::{Cx, Profile, Rule, SchemaView, Surfaces};
use stipula_diagnostics::Severity::Warning;

pub(super) const RULE: Rule = Rule::new(
    "command-suffix-internal",
    Warning,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("command_suffix_internal.md"),
)
.on(Surfaces::HTTP);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let Some(name) = TypeName::of(schema) else { return };
    let words = name.words();
    let Some((last, concept)) = words.split_last() else { return };
    if last.eq_ignore_ascii_case("command") && !concept.is_empty() {
        let role = if schema.surfaces.meets(Surfaces::REQUEST) { "Request" } else { "Response" };
        let finding =
            Finding::at(name.at, format!("`{}` is sent over HTTP but named like an internal command", name.text));
        cx.report(finding.help(format!("call it `{}{role}`", pascal(&concept.join("-")))));
    }
}
