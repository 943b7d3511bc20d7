use super::support;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::words::words;
use crate::{Cx, OptionSpec, Profile, Rule, SchemaView, Stand};
use stipula_diagnostics::Severity::Error;
use stipula_model::{Kw, NodeRef};

pub(super) const RULE: Rule = Rule::new(
    "no-stringly-payload",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("no_stringly_payload.md"),
)
.options(&[
    OptionSpec::words("names", &["json", "payload"], "Last words of names that announce a document in a string."),
    OptionSpec::words(
        "phrases",
        &["json string", "json-encoded", "json encoded", "stringified", "serialized json", "serialised json"],
        "What descriptions say of a document in a string, in lower case.",
    ),
]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if !schema.is_only("string") || schema.is_fragment || schema.has(Kw::ContentSchema) {
        return;
    }
    if let Some((at, why)) = evidence(cx, schema) {
        let message = format!("{} holds a document in a string: {why}", support::called(schema, "string"));
        let help = "describe it as an object with its properties; it travels as JSON anyway";
        let finding = Finding::at(schema.at, message).help(help);
        cx.report(if at == schema.at { finding } else { finding.label(at, "this says so") });
    }
}

/// What shows that the text is JSON, and where.
fn evidence(cx: &Cx<'_>, schema: &SchemaView<'_>) -> Option<(NodeRef, String)> {
    if let Some(media) = schema.get(Kw::ContentMediaType) {
        let is_json = media.as_str().is_some_and(|text| text.contains("json"));
        return is_json.then(|| (schema.at.sibling(media), "its media type is JSON".to_owned()));
    }
    // Whatever says what else the text is, is believed.
    if [Kw::Format, Kw::Pattern, Kw::Enum, Kw::Const, Kw::ContentEncoding].iter().any(|kw| schema.has(*kw)) {
        return None;
    }
    let example =
        schema.get(Kw::Example).into_iter().chain(schema.get(Kw::Examples).and_then(|list| list.items().next()));
    if let Some(value) = example.into_iter().find(|value| value.as_str().is_some_and(is_document)) {
        return Some((schema.at.sibling(value), "its example is JSON".to_owned()));
    }
    if let Some(description) = schema.get(Kw::Description).filter(|text| text.as_str().is_some_and(may_mention)) {
        let text = description.as_str().unwrap_or_default().to_lowercase();
        if cx.words("phrases").iter().any(|phrase| text.contains(phrase)) {
            return Some((schema.at.sibling(description), "so its description says".to_owned()));
        }
    }
    let name = schema.key.filter(|_| matches!(schema.stand, Stand::Property | Stand::Named))?;
    let last = words(name).pop()?;
    cx.words("names").has(&last).then(|| (schema.at, "so its name says".to_owned()))
}

/// True for an object or a list of objects as text; a text in brackets may be anything.
fn is_document(text: &str) -> bool {
    let text = text.trim();
    (text.starts_with("{\"") || text.starts_with("[{") || text == "{}")
        && serde_json::from_str::<serde_json::Value>(text).is_ok()
}

/// Whether it is worth to look closer.
fn may_mention(description: &str) -> bool {
    ["JSON", "json", "Json", "tringified"].iter().any(|word| description.contains(word))
}
