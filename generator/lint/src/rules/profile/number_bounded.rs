use super::support;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, OptionSpec, Profile, Rule, SchemaView, Stand, Surfaces};
use stipula_diagnostics::Severity::Warning;
use stipula_model::Kw;
use stipula_source::Node;

const PAGE_SIZES: &[&str] = &["pageSize", "page_size", "per_page", "perPage", "limit", "size", "maxResults", "top"];

pub(super) const RULE: Rule =
    Rule::new("number-bounded", Warning, Profile::Platform, Hook::Schema(check), include_str!("number_bounded.md"))
        .on(Surfaces::REQUEST.and(Surfaces::CANONICAL))
        .options(&[
            OptionSpec::words(
                "bounded-formats",
                &["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"],
                "Formats that are bounds by themselves.",
            ),
            OptionSpec::words("page-sizes", PAGE_SIZES, "Parameters whose maximum another rule asks for."),
        ])
        .cedes_to(&[
            "id-not-sequence",
            "money-not-number",
            "quantity-unit-explicit",
            "quantity-whole-is-integer",
            "page-size-bounded",
        ]);

const LEAST: [Kw; 2] = [Kw::Minimum, Kw::ExclusiveMinimum];
const MOST: [Kw; 2] = [Kw::Maximum, Kw::ExclusiveMaximum];
const LISTED: [Kw; 2] = [Kw::Enum, Kw::Const];

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if !(schema.is("integer") || schema.is("number")) || schema.is_fragment || support::is_only_read(schema) {
        return;
    }
    let has = |bounds: &[Kw]| bounds.iter().any(|kw| schema.has(*kw)) || support::is_around(cx, schema, bounds);
    let missing = match (has(&LEAST), has(&MOST)) {
        (true, true) => return,
        (true, false) => "upper",
        (false, true) => "lower",
        (false, false) => "upper and no lower",
    };
    if has(&LISTED) || schema.text(Kw::Format).is_some_and(|format| cx.words("bounded-formats").has(format)) {
        return;
    }
    if missing != "lower" && is_page_size(cx, schema) {
        return;
    }
    let message = format!("{} has no {missing} bound", support::called(schema, "number"));
    let help = match missing {
        "upper" => "add `maximum`: the largest number that makes sense",
        "lower" => "add `minimum`: 0 or 1 for what is counted",
        _ => "add `minimum` and `maximum`",
    };
    cx.report(Finding::at(schema.at, message).help(help));
}

/// The maximum of a page is `page-size-bounded`'s.
fn is_page_size(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    let parameter = schema.node.parent().filter(|_| schema.stand == Stand::Whole);
    let name = parameter.and_then(|parameter| parameter.get("name")).and_then(Node::as_str);
    name.is_some_and(|name| cx.words("page-sizes").has(name))
}
