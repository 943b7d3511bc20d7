//! What part of a quote or an order a schema describes: by `x-role`, which is believed, or else by its name.

use crate::{Cx, PropertyView, SchemaView, Stand, Surfaces, words};
use stipula_model::Kw;

/// Words at the end of a name that say where it is used, not what it is.
const USES: [&str; 9] = ["response", "record", "fact", "event", "view", "projection", "model", "dto", "details"];

/// Where decisions are told, and not asked for.
pub(super) const TOLD: Surfaces = Surfaces::RESPONSE
    .and(Surfaces::EVENT)
    .and(Surfaces::SNAPSHOT)
    .and(Surfaces::CACHE)
    .and(Surfaces::WORKFLOW)
    .and(Surfaces::AUDIT)
    .and(Surfaces::CANONICAL)
    .and(Surfaces::UNKNOWN);

/// The key that says what part a schema plays.
pub(super) const ROLE: &str = "x-role";

/// The role that a schema declares itself, or that what it refers to declares.
pub(super) fn role<'s>(cx: &'s Cx<'_>, schema: &'s SchemaView<'_>) -> Option<&'s str> {
    schema.node.get_str(ROLE).or_else(|| cx.resolved(schema.id).node.get_str(ROLE))
}

/// True for a whole object that is one of `roles`, or says no role and has a name of which `is_named` is true.
pub(super) fn plays(cx: &Cx<'_>, schema: &SchemaView<'_>, roles: &[&str], is_named: impl Fn(&str) -> bool) -> bool {
    if !is_whole_object(schema) {
        return false;
    }
    match schema.node.get_str(ROLE) {
        Some(own) => roles.contains(&own),
        None => name_of(cx, schema).is_some_and(is_named),
    }
}

/// True for what describes an object on its own.
pub(super) fn is_whole_object(schema: &SchemaView<'_>) -> bool {
    (schema.has(Kw::Properties) || schema.has(Kw::AllOf)) && !schema.is_fragment
}

/// Its title or name; else that of the property, or of the list, that it stands in.
pub(super) fn name_of<'s>(cx: &'s Cx<'_>, schema: &'s SchemaView<'_>) -> Option<&'s str> {
    let around = || match schema.stand {
        Stand::Property => schema.key,
        Stand::Item => cx.schema(schema.parent?).key,
        _ => None,
    };
    schema.name().or_else(around)
}

/// What the words of a name say it is: in the singular, without its version and its use.
/// `OrderLineFactV1` is `order`, `line`.
pub(super) fn stem(name: &str) -> Vec<String> {
    let mut stem: Vec<String> = words::words(name).into_iter().map(singular).collect();
    let is_version = |word: &str| word.strip_prefix('v').is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
    while stem.last().is_some_and(|word| is_version(word) || USES.contains(&word.as_str())) {
        stem.pop();
    }
    stem
}

fn singular(mut word: String) -> String {
    let is_plural = word.len() > 3 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    if is_plural {
        word.pop();
    }
    word
}

/// True if a name has these letters somewhere, in any case: what a look at its words is worth.
pub(super) fn mentions(name: &str, letters: &str) -> bool {
    name.as_bytes().windows(letters.len()).any(|window| window.eq_ignore_ascii_case(letters.as_bytes()))
}

/// True for the line of a quote or an order itself: `QuoteLineResponse`, `OrderItem`.
pub(super) fn is_commercial_line(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    plays(cx, schema, &["line", "bundle"], |name| {
        (mentions(name, "line") || mentions(name, "item")) && is_line_of(&stem(name), &["quote", "order"])
    })
}

/// True for the line of an order: by its name, if no role says otherwise.
pub(super) fn is_order_line(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    let is_named = |name: &str| mentions(name, "order") && is_line_of(&stem(name), &["order"]);
    is_whole_object(schema)
        && matches!(schema.node.get_str(ROLE), None | Some("line" | "bundle"))
        && name_of(cx, schema).is_some_and(is_named)
}

/// True if the words say the line of one of these, in the words of the platform or of TM Forum: `order line`,
/// `order line item`, `product order item`.
fn is_line_of(stem: &[String], wholes: &[&str]) -> bool {
    match without_trade(stem).as_slice() {
        [whole, "line" | "item"] | [whole, "line", "item"] => wholes.contains(whole),
        _ => false,
    }
}

/// True for an order itself: `OrderResponse`, `ProductOrder`.
pub(super) fn is_order(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    plays(cx, schema, &["order"], |name| mentions(name, "order") && without_trade(&stem(name)) == ["order"])
}

/// The words without the kind of trade in front.
fn without_trade(stem: &[String]) -> Vec<&str> {
    let mut words: Vec<&str> = stem.iter().map(String::as_str).collect();
    if words.len() > 1 && ["product", "sales", "service", "purchase"].contains(&words[0]) {
        words.remove(0);
    }
    words
}

/// True for a record of an approval decision.
pub(super) fn is_decision(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    plays(cx, schema, &["approval-decision"], |name| {
        mentions(name, "decision") && stem(name).ends_with(&["approval".to_owned(), "decision".to_owned()])
    })
}

/// True for what keeps a product: by the name of the property, or by what it refers to.
pub(super) fn is_product_snapshot(cx: &Cx<'_>, property: &PropertyView<'_>) -> bool {
    let is_name = |name: &str| mentions(name, "snapshot") && (mentions(name, "product") || mentions(name, "offering"));
    role(cx, property.schema) == Some("product-snapshot")
        || is_name(property.name)
        || property.resolved.name().is_some_and(is_name)
}
