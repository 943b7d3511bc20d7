//! Which fields are amounts of money.

use super::known_fields::{Field, last_word, owner_name, siblings};
use crate::words::parts;
use crate::{Cx, PropertyView, SchemaView};
use stipula_model::{Kw, SchemaId};

/// Words that make a name one of something else wherever they stand.
const NEVER_MONEY: [&str; 9] = ["count", "factor", "has", "is", "number", "pct", "percent", "percentage", "ratio"];

/// What has a value in money: `totalContractValue`, and not `attributeValue`.
const VALUED: [&str; 10] =
    ["asset", "contract", "deal", "gross", "insured", "invoice", "market", "net", "order", "residual"];

/// True if a name is one of an amount of money: `netPrice`, `taxAmount`, and neither `taxRate` nor `priceVersion`.
pub(super) fn is_money_name(cx: &Cx<'_>, name: &str) -> bool {
    let (money, other) = (cx.words("money"), cx.words("other"));
    let is_among = |list: &[&str], word: &str| list.iter().any(|own| own.eq_ignore_ascii_case(word));
    let singular =
        |word: &str| word.strip_suffix('s').is_some_and(|word| word.len() > 2 && money.has_in_any_case(word));
    let mut is_money = false;
    // What follows "per" is the unit of a price, not what the field is.
    for word in parts(name).take_while(|word| !word.eq_ignore_ascii_case("per")) {
        if is_among(&NEVER_MONEY, word) || is_money && other.has_in_any_case(word) {
            return false;
        }
        is_money |= money.has_in_any_case(word) || singular(word);
    }
    let is_valued = || parts(name).any(|word| is_among(&VALUED, word));
    is_money || last_word(name).eq_ignore_ascii_case("value") && is_valued()
}

/// What metadata says: `Some(false)` for another unit, `Some(true)` for `x-semantics` with a tax basis or `money`.
pub(super) fn declared(cx: &Cx<'_>, schema: &SchemaView<'_>) -> Option<bool> {
    let resolved = cx.resolved(schema.id);
    let metadata = |key: &str| schema.node.get(key).or_else(|| resolved.node.get(key));
    if let Some(unit) = metadata("x-unit") {
        let is_code = |unit: &str| unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase());
        return Some(unit.as_str().is_some_and(is_code));
    }
    let semantics = metadata("x-semantics")?;
    match semantics.as_str() {
        Some(text) => Some(text == "money"),
        None => semantics.get("tax").map(|_| true),
    }
}

/// True for a field that holds an amount of money, by metadata, by its name, or as the number in an object for money.
pub(super) fn is_money(cx: &Cx<'_>, schema: &SchemaView<'_>, field: Field<'_>) -> bool {
    declared(cx, schema).unwrap_or_else(|| {
        if is_share(schema) {
            return false;
        }
        let is_amount = is_amount(field.name);
        let of_money = |owner| is_money_type(cx, owner) || !is_measure(cx, owner);
        match field.owner {
            Some(owner) if is_amount => of_money(owner) && (field.name != "value" || is_money_type(cx, owner)),
            _ => is_money_name(cx, field.name) || !schema.is_only("integer") && is_total(field.name),
        }
    })
}

/// True for `lineTotal`; totals of whole numbers are counts.
fn is_total(name: &str) -> bool {
    last_word(name).eq_ignore_ascii_case("total")
}

/// True for the field that holds the number in an object such as `{amount, currency}`.
pub(super) fn is_amount(name: &str) -> bool {
    matches!(name, "amount" | "value")
}

/// True for an object that is called money.
pub(super) fn is_money_type(cx: &Cx<'_>, owner: SchemaId) -> bool {
    owner_name(cx, owner).is_some_and(|name| parts(name).any(|word| word.eq_ignore_ascii_case("money")))
}

/// True for an object that is called after a measure, or has a unit that is no currency: `{amount, units}` is a quantity.
fn is_measure(cx: &Cx<'_>, owner: SchemaId) -> bool {
    const MEASURES: [&str; 8] =
        ["allowance", "consumption", "duration", "quantity", "size", "usage", "volume", "weight"];
    let is_called_so = |name: &str| MEASURES.iter().any(|own| own.eq_ignore_ascii_case(last_word(name)));
    owner_name(cx, owner).is_some_and(is_called_so)
        || siblings(cx, owner).iter().any(|sibling| {
            matches!(last_word(sibling.name).to_ascii_lowercase().as_str(), "unit" | "units" | "measure")
        })
}

/// True for a number that can be a hundred at most: a percentage or a ratio.
fn is_share(schema: &SchemaView<'_>) -> bool {
    let maximum = schema.get(Kw::Maximum).and_then(|value| value.as_number()?.parse::<f64>().ok());
    maximum.is_some_and(|maximum| maximum <= 100.0)
}

/// True for a property that says which currency.
pub(super) fn is_currency(property: &PropertyView<'_>) -> bool {
    is_currency_name(property.name) && !property.resolved.is_object()
}

pub(super) fn is_currency_name(name: &str) -> bool {
    parts(name).any(|word| word.eq_ignore_ascii_case("currency"))
}

/// True if a currency stands beside a field, or in an object around it.
pub(super) fn has_currency(cx: &Cx<'_>, owner: SchemaId) -> bool {
    const MOST_LEVELS: usize = 16;
    let mut next = Some(owner);
    for _ in 0..MOST_LEVELS {
        let Some(id) = next else { return false };
        let properties = siblings(cx, id);
        let names_unit =
            |it: &PropertyView<'_>| last_word(it.name).eq_ignore_ascii_case("unit") && is_money_type(cx, id);
        if properties.iter().any(|it| is_currency(it) || names_unit(it)) {
            return true;
        }
        next = cx.schema(id).parent;
    }
    false
}

/// True for a pattern that only decimal text can match: it has digits and no letters.
pub(super) fn is_decimal_pattern(pattern: &str) -> bool {
    let has_digits = pattern.contains("\\d") || pattern.contains("[0-9]") || pattern.contains("[1-9]");
    let rest = pattern.replace("\\d", "");
    has_digits && !rest.chars().any(char::is_alphabetic)
}

/// True for an object of an amount and its currency, and little else.
pub(super) fn is_money_object(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    const MOST_PROPERTIES: usize = 3;
    let Some(map) = schema.get(Kw::Properties) else { return false };
    let has = |test: &dyn Fn(&str) -> bool| map.members().any(|(name, _)| test(name));
    map.len() <= MOST_PROPERTIES
        && has(&is_amount)
        && (has(&is_currency_name) || has(&|name| name == "unit") && is_money_type(cx, schema.id))
}

/// True for text that can hold an amount: no choice, no other format or pattern.
pub(super) fn is_decimal_text(schema: &SchemaView<'_>) -> bool {
    const LONGEST: f64 = 64.0;
    let longest = schema.get(Kw::MaxLength).and_then(|value| value.as_number()?.parse::<f64>().ok());
    schema.is_only("string")
        && ![Kw::Enum, Kw::Const].into_iter().any(|kw| schema.has(kw))
        && schema.text(Kw::Format).is_none_or(|format| matches!(format, "decimal" | "money" | "number" | "double"))
        && schema.text(Kw::Pattern).is_none_or(is_decimal_pattern)
        && longest.is_none_or(|longest| longest <= LONGEST)
}
