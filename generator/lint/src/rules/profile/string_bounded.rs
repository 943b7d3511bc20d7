use super::support::{self, Extent};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, OptionSpec, Profile, Rule, SchemaView, Stand, Surfaces};
use stipula_diagnostics::Severity::Warning;
use stipula_model::Kw;

pub(super) const RULE: Rule =
    Rule::new("string-bounded", Warning, Profile::Platform, Hook::Schema(check), include_str!("string_bounded.md"))
        .on(Surfaces::REQUEST.and(Surfaces::EVENT).and(Surfaces::CANONICAL))
        .options(&[OptionSpec::words(
            "unbounded-formats",
            &["byte", "password", "text", "string", "html", "markdown", "json", "xml"],
            "Formats that say nothing about the length.",
        )])
        .cedes_to(&["id-namespace-declared", "money-amount-pattern", "no-stringly-payload", "timestamp-format"]);

const BOUNDS: [Kw; 4] = [Kw::MaxLength, Kw::Pattern, Kw::Enum, Kw::Const];

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if !schema.is("string") || schema.is_fragment || BOUNDS.iter().any(|kw| schema.has(*kw)) {
        return;
    }
    let is_bounded_by_format = schema.text(Kw::Format).is_some_and(|format| !cx.words("unbounded-formats").has(format));
    if is_bounded_by_format || support::is_only_read(schema) || support::is_around(cx, schema, &BOUNDS) {
        return;
    }
    if !is_value_of_map(cx, schema) {
        let finding = Finding::at(schema.at, format!("{} may be of any length", support::called(schema, "string")));
        cx.report(finding.help("add `maxLength`, or say what the text is with `pattern`, `enum` or `format`"));
    }
}

/// The values of maps are `extension-map-scoped`'s.
fn is_value_of_map(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    let map = schema.parent.filter(|_| schema.stand == Stand::MapValue).map(|parent| cx.schema(parent));
    map.is_some_and(|map| matches!(support::extent(cx, map), Some(Extent::Map(_) | Extent::Extension)))
}
