use super::support::{Part, demand, is_own_version, is_stored, title};
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, Surfaces};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "snapshot-versioned",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("snapshot_versioned.md"),
)
.on(Surfaces::SNAPSHOT)
.options(&[OptionSpec::words("names", &["schemaVersion"], "Properties that hold the version of the snapshot.")]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if is_stored(cx, schema, &["snapshot"]) {
        let (title, properties) = (title(cx, schema), cx.all_properties(schema.id));
        let part = Part::of(&properties, |property| is_own_version(cx, property, &title));
        let missing = (
            "this snapshot does not say which version of the schema it follows",
            "add a required `schemaVersion: {type: integer, const: 1}`",
        );
        demand(cx, schema, &part, "the version of the snapshot", missing);
    }
}
