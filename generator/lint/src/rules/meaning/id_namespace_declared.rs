use super::known_fields::{field, is_completed, is_spoken_of};
use super::lexicon_ids::{EXTERNAL, is_bare_id, is_external_name, is_id_name};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::words::lower_camel;
use crate::{Cx, Profile, Rule, SchemaView};
use stipula_diagnostics::Severity::Warning;
use stipula_model::Kw;

pub(super) const RULE: Rule = Rule::new(
    "id-namespace-declared",
    Warning,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("id_namespace_declared.md"),
)
.cedes_to(&["id-single-identity"])
.options(&[
    OptionSpec::words("technical", TECHNICAL, "Names of identifiers of calls and traces; they belong to no entity."),
    EXTERNAL,
]);

const TECHNICAL: &[&str] = &[
    "causationId",
    "correlationId",
    "parentSpanId",
    "requestId",
    "sessionId",
    "spanId",
    "traceId",
    "xB3SpanId",
    "xB3TraceId",
    "xCausationId",
    "xCorrelationId",
    "xRequestId",
];

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if !schema.is("string") || is_telling(schema) {
        return;
    }
    let Some(field) = field(cx, schema).filter(|field| is_plain_id(cx, field.name)) else { return };
    let is_technical = cx.words("technical").has(&lower_camel(field.name));
    if is_technical || is_spoken_of(cx, schema.id) || is_completed(cx, field, is_telling) {
        return;
    }
    let finding = Finding::at(field.at, format!("`{}` does not say who issues it", field.name));
    cx.report(
        finding.help("add `x-id-namespace`, such as `cpq.quote`, or a `pattern` that begins with a prefix: `^quo_`"),
    );
}

/// True if a schema says where its identifiers come from: in metadata, by their prefix, or because they are URIs.
fn is_telling(schema: &SchemaView<'_>) -> bool {
    schema.node.get("x-id-namespace").is_some()
        || schema.has(Kw::Enum)
        || schema.has(Kw::Const)
        || schema.text(Kw::Pattern).is_some_and(has_prefix)
        || schema.text(Kw::Format).is_some_and(|format| format.starts_with("uri"))
}

/// Other rules speak about `id` alone and about what other systems issue.
fn is_plain_id(cx: &Cx<'_>, name: &str) -> bool {
    is_id_name(name) && !is_bare_id(name) && !is_external_name(cx, name)
}

/// True for a pattern that begins with letters, or with one letter and a separator: `^quo_`, `^(usr|svc)_`, `^C-`.
fn has_prefix(pattern: &str) -> bool {
    let rest = pattern.trim_start_matches('^').trim_start_matches("(?:");
    let prefix: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "()|".contains(*c)).collect();
    match prefix.chars().filter(char::is_ascii_alphabetic).count() {
        0 => false,
        1 => rest[prefix.len()..].starts_with(['_', '-', ':', '.']),
        _ => true,
    }
}
