use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Profile, PropertyView, Rule, Surfaces};
use stipula_diagnostics::Severity::Warning;

pub(super) const RULE: Rule = Rule::new(
    "audit-metadata-canonical",
    Warning,
    Profile::Platform,
    Hook::Property(check),
    include_str!("audit_metadata_canonical.md"),
)
.on(Surfaces::AUDIT.and(Surfaces::SNAPSHOT))
.options(&[OptionSpec::words(
    "names",
    &["createdBy", "updatedBy", "modifiedBy", "lastModifiedBy", "lastUpdatedBy", "changedBy"],
    "The properties that say who wrote a record.",
)])
.cedes_to(&["actor-canonical"]);

fn check(cx: &Cx<'_>, property: &PropertyView<'_>) {
    let names = cx.words("names");
    if !names.has(property.name) || property.owner.is_fragment {
        return;
    }
    let first = cx.properties(property.owner).find(|other| names.has(other.name));
    let is_first = first.is_some_and(|first| first.key_at == property.key_at);
    if is_first {
        let message = format!("`{}` is kept here in a way of its own", property.name);
        cx.report(Finding::at(property.key_at, message).help(
            "refer to `canonical/audit-metadata.schema.json` with one required property `auditMetadata`, as all records do",
        ));
    }
}
