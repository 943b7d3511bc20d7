use super::known_fields::{field, is_spoken_of, last_word};
use super::lexicon_money::{declared, has_currency, is_decimal_text, is_money, is_money_name};
use super::lexicon_money_words::{MONEY, OTHER};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::words::parts;
use crate::{Cx, Profile, Rule, SchemaView};
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;

pub(super) const RULE: Rule = Rule::new(
    "money-has-currency",
    Error,
    Profile::Recommended,
    Hook::Schema(check),
    include_str!("money_has_currency.md"),
)
.options(&[MONEY, OTHER]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if !is_decimal_text(schema) {
        return;
    }
    let Some(field) = field(cx, schema) else { return };
    let Some(owner) = field.owner else { return };
    if !is_money(cx, schema, field) || !is_evident(cx, schema, field.name) || has_currency(cx, owner) {
        return;
    }
    if !is_spoken_of(cx, schema.id) {
        let finding = Finding::at(field.at, format!("`{}` is an amount of money without a currency", field.name));
        cx.report(finding.help("make it an object of `amount` and `currency`, or refer to the one that you have"));
    }
}

/// Text may be the identifier of a charge or a price: there has to be a sign that it is an amount.
fn is_evident(cx: &Cx<'_>, schema: &SchemaView<'_>, name: &str) -> bool {
    let is_decimal = |text: &str| text.parse::<f64>().is_ok();
    let examples = schema.get(Kw::Examples).into_iter().flat_map(|list| list.items().collect::<Vec<_>>());
    let mut examples = examples.chain(schema.get(Kw::Example)).chain(schema.get(Kw::Default));
    last_word(name).eq_ignore_ascii_case("amount")
        || parts(name).nth(1).is_some() && is_money_name(cx, last_word(name))
        || schema.has(Kw::Pattern)
        || schema.has(Kw::Format)
        || declared(cx, schema) == Some(true)
        || examples.any(|example| example.as_str().is_some_and(is_decimal))
}
