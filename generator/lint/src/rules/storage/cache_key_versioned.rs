use super::support::{is_stored, is_version};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, Surfaces};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "cache-key-versioned",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("cache_key_versioned.md"),
)
.on(Surfaces::CACHE)
.cedes_to(&["metadata-valid", "metadata-misspelled"]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let Some(cache) = schema.node.get("x-cache").filter(|cache| cache.is_object()) else { return };
    if !is_stored(cx, schema, &["cache", "entry"]) {
        return;
    }
    let of_file =
        cx.contract_of(schema).and_then(|contract| contract.file_name().split('.').find(|part| is_version(part)));
    let wanted = of_file.unwrap_or("v1");
    let Some(template) = cache.get("keyTemplate") else {
        let finding = Finding::at(schema.at.sibling(cache), "`x-cache` does not say under which key an entry is kept");
        cx.report(
            finding.help(format!("add a `keyTemplate` with a version, such as `quote:summary:{wanted}:{{quoteId}}`")),
        );
        return;
    };
    let Some(text) = template.as_str() else { return };
    let at = schema.at.sibling(template);
    match versions(text).as_slice() {
        [] => {
            let finding = Finding::at(at, format!("the key `{text}` has no version"));
            let help =
                format!("put `{wanted}` into it before the first brace, so that two versions of the entry never meet");
            cx.report(finding.help(help));
        }
        found if of_file.is_some_and(|own| !found.contains(&own)) => {
            let finding = Finding::at(at, format!("the key has version `{}`, and the file `{wanted}`", found[0]));
            cx.report(
                finding
                    .help(format!("write `{wanted}`, so that an entry of the other version is never read as this one")),
            );
        }
        _ => {}
    }
}

/// The parts of a key that are versions; what stands in braces varies.
fn versions(template: &str) -> Vec<&str> {
    let fixed = template.split('{').enumerate().map(|(n, part)| match part.split_once('}') {
        Some((_, rest)) if n > 0 => rest,
        _ => part,
    });
    fixed.flat_map(|part| part.split(|c: char| !c.is_ascii_alphanumeric())).filter(|word| is_version(word)).collect()
}
