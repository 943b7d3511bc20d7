use super::support::{Part, demand, is_own, is_stored, title};
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, Surfaces};
use stipula_diagnostics::Severity::Warning;

pub(super) const RULE: Rule = Rule::new(
    "snapshot-hash-present",
    Warning,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("snapshot_hash_present.md"),
)
.on(Surfaces::SNAPSHOT)
.options(&[OptionSpec::words(
    "names",
    &["contentHash", "payloadHash"],
    "Properties that hold the hash of the snapshot.",
)]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if is_stored(cx, schema, &["snapshot"]) {
        let (title, properties) = (title(cx, schema), cx.all_properties(schema.id));
        let part = Part::of(&properties, |property| {
            cx.words("names").has(property.name) || is_own(property.name, &["hash", "digest", "checksum"], &title)
        });
        let missing = (
            "nothing shows whether this snapshot is still what was written",
            "add a required `snapshotHash`: SHA-256 over the canonical JSON of everything else",
        );
        demand(cx, schema, &part, "the hash of the snapshot", missing);
    }
}
