use super::known_fields::{field, is_completed, is_spoken_of, last_word};
use super::lexicon_time::{ENDINGS, PREPOSITIONS, TIMES, is_moment_name, is_temporal_name};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView};
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;

pub(super) const RULE: Rule = Rule::new(
    "timestamp-format",
    Error,
    Profile::Recommended,
    Hook::Schema(check),
    include_str!("timestamp_format.md"),
)
.options(&[ENDINGS, TIMES, PREPOSITIONS]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let is_text = schema.is_only("string") && !schema.has(Kw::Format);
    let is_number = (schema.is_only("integer") || schema.is_only("number")) && !is_epoch(schema);
    let says_more = || [Kw::Enum, Kw::Const, Kw::Pattern].into_iter().any(|kw| schema.has(kw));
    if !is_text && !is_number || says_more() || schema.node.get("x-unit").is_some() {
        return;
    }
    let Some(field) = field(cx, schema) else { return };
    let is_declared = schema.node.get("x-time-semantics").is_some();
    let is_named = if is_text { is_temporal_name(cx, field.name) } else { is_moment_name(cx, field.name) };
    if !is_declared && !is_named || is_shown_otherwise(schema) || is_spoken_of(cx, schema.id) {
        return;
    }
    if is_completed(cx, field, |other| other.has(Kw::Format)) {
        return;
    }
    let is_day = last_word(field.name).eq_ignore_ascii_case("date");
    let (what, help) = match (is_text, is_day) {
        (true, true) => {
            ("is a date as any text", "add `format: date` for a calendar day, `format: date-time` for a moment")
        }
        (true, false) => ("is a time as any text", "add `format: date-time`"),
        (false, _) => {
            ("is a moment as a number", "use `type: string` with `format: date-time`; a duration says its `x-unit`")
        }
    };
    cx.report(Finding::at(field.at, format!("`{}` {what}", field.name)).help(help));
}

/// True for a number whose format says since when it counts; `int64` and the like say how wide it is.
fn is_epoch(schema: &SchemaView<'_>) -> bool {
    schema.text(Kw::Format).is_some_and(|format| !matches!(format, "int32" | "int64" | "double" | "float"))
}

/// True if there are examples, and none of them begins like a time.
fn is_shown_otherwise(schema: &SchemaView<'_>) -> bool {
    let listed = schema.get(Kw::Examples).into_iter().flat_map(|list| list.items().collect::<Vec<_>>());
    let mut texts = listed.chain(schema.get(Kw::Example)).filter_map(stipula_source::Node::as_str).peekable();
    texts.peek().is_some() && !texts.any(|text| text.starts_with(|c: char| c.is_ascii_digit()))
}
