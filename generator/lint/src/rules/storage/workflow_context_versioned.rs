use super::support::{Part, demand, is_own_version, is_stored, title};
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, Surfaces};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "workflow-context-versioned",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("workflow_context_versioned.md"),
)
.on(Surfaces::WORKFLOW)
.options(&[OptionSpec::words(
    "names",
    &["orchestrationVersion", "contextVersion", "schemaVersion", "processVersion"],
    "Properties that hold the version of the context.",
)]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if is_stored(cx, schema, &["context", "variables"]) {
        let (title, properties) = (title(cx, schema), cx.all_properties(schema.id));
        let part = Part::of(&properties, |property| is_own_version(cx, property, &title));
        let missing = (
            "this process context does not say which version it is",
            "add a required `orchestrationVersion: {type: integer, const: 1}`",
        );
        demand(cx, schema, &part, "the version of the context", missing);
    }
}
