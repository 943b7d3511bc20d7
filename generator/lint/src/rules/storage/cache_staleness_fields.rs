use super::support::{Part, demand_all, is_stored};
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::scene::PropertyView;
use crate::{Cx, Profile, Rule, SchemaView, Surfaces};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "cache-staleness-fields",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("cache_staleness_fields.md"),
)
.on(Surfaces::CACHE)
.options(&[
    OptionSpec::words("written", &["cachedAt", "refreshedAt", "loadedAt"], "Properties that say when it was written."),
    OptionSpec::words("versions", &["sourceVersion"], "Properties that say from which version it was made."),
]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if !is_stored(cx, schema, &["cache", "entry"]) {
        return;
    }
    let properties = cx.all_properties(schema.id);
    let written = Part::of(&properties, |property| {
        let is_marked = || property.schema.node.get_str("x-time-semantics") == Some("cache-write");
        cx.words("written").has(property.name) || is_marked()
    });
    let version = Part::of(&properties, |property| {
        cx.words("versions").has(property.name) || is_version_of_what_it_names(property, &properties)
    });
    let parts =
        [(written, "when it was written", "cachedAt"), (version, "from which version it was made", "sourceVersion")];
    demand_all(cx, schema, "an entry of this cache", &parts);
}

/// True for `quoteVersion` beside `quoteId`.
fn is_version_of_what_it_names(property: &PropertyView<'_>, all: &[PropertyView<'_>]) -> bool {
    let entity = property.name.strip_suffix("Version").filter(|entity| !entity.is_empty());
    entity.is_some_and(|entity| all.iter().any(|other| other.name.strip_suffix("Id") == Some(entity)))
}
