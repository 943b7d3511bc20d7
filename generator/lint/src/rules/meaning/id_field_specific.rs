use super::known_fields::{is_spoken_of, owner_name};
use super::lexicon_ids::{is_bare_id, is_id_of_reference};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::words::{lower_camel, parts};
use crate::{Cx, Profile, PropertyView, Rule, Surfaces};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "id-field-specific",
    Error,
    Profile::Platform,
    Hook::Property(check),
    include_str!("id_field_specific.md"),
)
.on(Surfaces::SEVEN.and(Surfaces::UNKNOWN))
.options(&[OptionSpec::words(
    "roles",
    ROLES,
    "Last words of names of objects that say what the object is for, not what it is.",
)])
.cedes_to(&["id-not-sequence"]);

const ROLES: &[&str] = &[
    "cache",
    "context",
    "create",
    "data",
    "details",
    "dto",
    "event",
    "fact",
    "full",
    "info",
    "input",
    "model",
    "record",
    "ref",
    "reference",
    "request",
    "response",
    "result",
    "resource",
    "simple",
    "snapshot",
    "summary",
    "update",
    "view",
];

fn check(cx: &Cx<'_>, property: &PropertyView<'_>) {
    if !is_bare_id(property.name) || is_spoken_of(cx, property.owner.id) || is_id_of_reference(cx, property) {
        return;
    }
    let help = match owner_name(cx, property.owner.id).map(|name| concept(cx, name)) {
        Some(concept) if !concept.is_empty() => format!("call it `{concept}Id`"),
        _ => "call it after what it identifies, such as `quoteId`".to_owned(),
    };
    let finding = Finding::at(property.key_at, format!("`{}` does not say what it identifies", property.name));
    cx.report(finding.help(help));
}

/// `quoteLine` of `QuoteLineResponseV1`.
fn concept(cx: &Cx<'_>, name: &str) -> String {
    let roles = cx.words("roles");
    let is_version =
        |word: &str| word.len() <= 3 && word.starts_with(['v', 'V']) && word.ends_with(|c: char| c.is_ascii_digit());
    let mut words: Vec<&str> = parts(name).collect();
    while words.pop_if(|word| roles.has_in_any_case(word) || is_version(word)).is_some() {}
    lower_camel(&words.join("-"))
}
