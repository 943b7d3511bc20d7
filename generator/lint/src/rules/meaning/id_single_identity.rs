use crate::finding::Finding;
use crate::options::{OptionSpec, Words};
use crate::rule::Hook;
use crate::{Cx, Profile, PropertyView, Rule, words};
use stipula_diagnostics::Severity::Warning;
use stipula_model::Kw;

pub(super) const RULE: Rule = Rule::new(
    "id-single-identity",
    Warning,
    Profile::Platform,
    Hook::Property(check),
    include_str!("id_single_identity.md"),
)
.options(&[OptionSpec::words(
    "entities",
    &[
        "quote",
        "order",
        "customer",
        "account",
        "product",
        "line",
        "contract",
        "subscription",
        "invoice",
        "asset",
        "task",
        "case",
        "user",
        "partner",
        "cart",
        "agreement",
        "payment",
        "shipment",
        "lead",
        "opportunity",
    ],
    "What identifiers identify, each in one word.",
)]);

/// Properties beside an identifier that say what kind it is of.
const KINDS: [&str; 5] = ["type", "kind", "system", "namespace", "scheme"];

fn check(cx: &Cx<'_>, property: &PropertyView<'_>) {
    let is_other = !is_identifier(property.name) || property.resolved.is_object();
    if is_other || cx.metadata(property.schema, "x-id-namespace").is_some() {
        return;
    }
    let entities = cx.words("entities");
    let Some(two) = by_name(property.name, entities).or_else(|| by_pattern(property)).or_else(|| {
        let description = property.schema.text(Kw::Description)?;
        by_description(description, entities)
    }) else {
        return;
    };
    if is_typed_beside(cx, property) {
        return;
    }
    let finding =
        Finding::at(property.key_at, format!("`{}` identifies now one thing, now another: {two}", property.name));
    cx.report(finding.help("give each its own property, or say beside it what it is of: `{id, type}`"));
}

fn is_identifier(name: &str) -> bool {
    ["Id", "ID", "_id", "-id", "Identifier", "Ref", "Reference"].iter().any(|end| name.ends_with(end))
        || ["id", "identifier"].contains(&name)
}

/// `quoteOrOrderId`.
fn by_name(name: &str, entities: &Words) -> Option<String> {
    pair(&words::words(name), entities)
}

/// `^(quo|ord)_`.
fn by_pattern(property: &PropertyView<'_>) -> Option<String> {
    let (prefixes, rest) = property.resolved.text(Kw::Pattern)?.strip_prefix("^(")?.split_once(')')?;
    let is_prefix = |prefix: &str| !prefix.is_empty() && prefix.bytes().all(|b| b.is_ascii_lowercase());
    let is_choice = rest.starts_with(['_', '-']) && prefixes.contains('|') && prefixes.split('|').all(is_prefix);
    is_choice.then(|| format!("its pattern admits the prefixes `{}`", prefixes.replace('|', "`, `")))
}

/// `Identifier of the quote or the order`, `Quote or order id`, `Quote or order that …`.
fn by_description(text: &str, entities: &Words) -> Option<String> {
    let first = text.split(['.', ';', ':', '(']).next().unwrap_or_default();
    let said: Vec<String> = words::words(&first.to_lowercase())
        .into_iter()
        .filter(|word| !["the", "a", "an", "either"].contains(&word.as_str()))
        .collect();
    let is_id = |word: &String| ["id", "ids", "identifier", "reference", "ref"].contains(&word.as_str());
    let at = said.iter().position(|word| word == "or")?;
    let before = at.checked_sub(2).map(|n| &said[n]);
    let is_about_the_id = at == 1
        || said.get(at + 2).is_some_and(is_id)
        || before.is_some_and(|word| word == "of") && at.checked_sub(3).is_some_and(|n| is_id(&said[n]));
    is_about_the_id.then(|| pair(&said, entities)).flatten()
}

/// The two entities around the first `or`.
fn pair(said: &[String], entities: &Words) -> Option<String> {
    let at = said.iter().position(|word| word == "or")?;
    let (one, other) = (at.checked_sub(1).map(|n| &said[n])?, said.get(at + 1)?);
    (entities.has(one) && entities.has(other)).then(|| format!("a {one} or a {other}"))
}

fn is_typed_beside(cx: &Cx<'_>, property: &PropertyView<'_>) -> bool {
    let says_kind = |name: &str| words::words(name).last().is_some_and(|word| KINDS.contains(&word.as_str()));
    cx.properties(property.owner).any(|other| says_kind(other.name))
}
