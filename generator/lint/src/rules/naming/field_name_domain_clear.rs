use super::names::{is_protocol, is_repeated};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::words::parts;
use crate::{Cx, Profile, PropertyView, Rule};
use stipula_diagnostics::Severity::Warning;
use stipula_model::Kw;

pub(super) const RULE: Rule = Rule::new(
    "field-name-domain-clear",
    Warning,
    Profile::Platform,
    Hook::Property(check),
    include_str!("field_name_domain_clear.md"),
)
.options(&[
    OptionSpec::words("vague", VAGUE, "Words that say nothing; a name needs one that is not among them."),
    OptionSpec::words("numbered", NUMBERED, "Words that say nothing when a number is all that tells them apart."),
]);

const VAGUE: &[&str] = &[
    "data",
    "info",
    "information",
    "object",
    "obj",
    "thing",
    "things",
    "stuff",
    "misc",
    "miscellaneous",
    "foo",
    "bar",
    "baz",
    "temp",
    "tmp",
    "dummy",
    "field",
    "var",
    "variable",
    "flag",
    "flags",
    "blob",
    "extra",
    "extras",
    "other",
    "others",
    "custom",
    "generic",
    "general",
    "string",
    "json",
    "my",
    "the",
    "some",
];

const NUMBERED: &[&str] = &[
    "value",
    "val",
    "item",
    "text",
    "code",
    "attribute",
    "attr",
    "param",
    "parameter",
    "option",
    "property",
    "prop",
    "name",
    "number",
    "amount",
    "price",
    "date",
    "reference",
    "ref",
    "key",
    "comment",
    "note",
    "user",
    "udf",
];

fn check(cx: &Cx<'_>, property: &PropertyView<'_>) {
    let mut words = parts(property.name);
    let (Some(first), second) = (words.next(), words.next()) else { return };
    let stem = first.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_numbered = second.is_none() && stem.len() < first.len() && cx.words("numbered").has_in_any_case(stem);
    let vague = cx.words("vague");
    let is_vague = |word: &str| vague.has_in_any_case(word.trim_end_matches(|c: char| c.is_ascii_digit()));
    if !is_numbered && !parts(property.name).all(is_vague) || is_repeated(cx, property.owner) {
        return;
    }
    if is_protocol(cx, property) || is_json_api(property) {
        return;
    }
    let what = if is_numbered { "is numbered instead of named" } else { "does not say what it holds" };
    let finding = Finding::at(property.key_at, format!("`{}` {what}", property.name));
    cx.report(finding.help("name what it is in the business, such as `acceptedDocumentHash`"));
}

/// The top level of JSON:API is `data` with these beside it.
fn is_json_api(property: &PropertyView<'_>) -> bool {
    let map = property.owner.get(Kw::Properties);
    let declares = |name: &&str| map.is_some_and(|map| map.get(name).is_some());
    property.name == "data" && ["jsonapi", "included", "links", "meta"].iter().any(declares)
}
