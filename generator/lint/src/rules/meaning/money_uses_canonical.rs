use super::known_fields::{field, is_spoken_of};
use super::lexicon_money::{is_currency, is_currency_name, is_decimal_text, is_money, is_money_object};
use super::lexicon_money_words::{MONEY, OTHER};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, PropertyView, Rule, SchemaView, Surfaces};
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;

pub(super) const RULE: Rule = Rule::new(
    "money-uses-canonical",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("money_uses_canonical.md"),
)
.on(Surfaces::SEVEN.and(Surfaces::UNKNOWN))
.options(&[MONEY, OTHER]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let Some(map) = schema.get(Kw::Properties) else { return };
    if !map.members().any(|(name, _)| is_currency_name(name)) {
        return;
    }
    let properties: Vec<PropertyView<'_>> = cx.properties(schema).collect();
    let Some(currency) = properties.iter().find(|property| is_currency(property)) else { return };
    let amounts: Vec<&PropertyView<'_>> = properties.iter().filter(|property| is_scalar_money(cx, property)).collect();
    // An amount that is a number is a fault of its own, and the way out is the same.
    if amounts.is_empty() || amounts.iter().any(|amount| amount.resolved.is("number")) || is_spoken_of(cx, schema.id) {
        return;
    }
    let Some(canonical) = canonical(cx) else { return };
    let help = format!("refer to `{canonical}`");
    if is_money_object(cx, schema) {
        return cx.report(Finding::at(schema.at, "this is money in a shape of its own").help(help));
    }
    let names: Vec<String> = amounts.iter().map(|amount| format!("`{}`", amount.name)).collect();
    let message = format!("`{}` is the currency of {}, which is money in pieces", currency.name, names.join(", "));
    let finding = Finding::at(currency.key_at, message).help(format!("make each amount money: {help}"));
    cx.report(amounts.iter().fold(finding, |finding, amount| finding.label(amount.key_at, "an amount in it")));
}

fn is_scalar_money(cx: &Cx<'_>, property: &PropertyView<'_>) -> bool {
    let value = property.resolved;
    (value.is("integer") || value.is("number") || is_decimal_text(value))
        && field(cx, property.schema).is_some_and(|field| is_money(cx, property.schema, field))
}

/// The path of the money that all surfaces share.
fn canonical<'c>(cx: &'c Cx<'_>) -> Option<&'c str> {
    let mut contracts = cx.contracts.iter().filter(|contract| contract.surfaces == Surfaces::CANONICAL);
    let is_money = |id| is_money_object(cx, cx.schema(id));
    contracts.find(|contract| contract.contract.schema.is_some_and(is_money)).map(|contract| contract.path.as_str())
}
