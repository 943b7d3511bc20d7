use super::known_fields::{Field, field, is_spoken_of};
use super::lexicon_money::{has_currency, is_money, is_money_name};
use super::lexicon_money_words::{MONEY, OTHER};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::words::parts;
use crate::{Cx, Profile, Rule, SchemaView, Stand};
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;

pub(super) const RULE: Rule = Rule::new(
    "money-not-number",
    Error,
    Profile::Recommended,
    Hook::Schema(check),
    include_str!("money_not_number.md"),
)
.options(&[MONEY, OTHER]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let Some(number) = number(cx, schema) else { return };
    let Some(field) = field(cx, schema).filter(|field| !field.is_parameter) else { return };
    if !is_money(cx, number, field) || is_spoken_of(cx, schema.id) || is_minor(cx, number, field) {
        return;
    }
    let kind = if number.is("number") { "number" } else { "integer" };
    let finding = Finding::at(field.at, format!("`{}` is an amount of money as a JSON {kind}", field.name));
    cx.report(
        finding
            .help("use an object of `amount` (decimal text) and `currency`; if it is no money, say what with `x-unit`"),
    );
}

/// The schema that makes the value a number: this one, or one that it refers to and whose own name does not tell.
fn number<'c>(cx: &'c Cx<'_>, schema: &'c SchemaView<'_>) -> Option<&'c SchemaView<'c>> {
    let is_number = |it: &SchemaView<'_>| it.is("number") || it.is("integer");
    if is_number(schema) {
        return Some(schema);
    }
    if schema.stand != Stand::Property || !schema.has(Kw::Ref) && !schema.has(Kw::AllOf) {
        return None;
    }
    let resolved = cx.resolved(schema.id);
    let tells = || resolved.name().is_some_and(|name| is_money_name(cx, name));
    (is_number(resolved) && !tells()).then_some(resolved)
}

/// True for whole cents: exact, and with the currency beside it or in the name as good as said.
fn is_minor(cx: &Cx<'_>, schema: &SchemaView<'_>, field: Field<'_>) -> bool {
    const UNITS: [&str; 7] = ["cents", "dollars", "euros", "micros", "minor", "pence", "pounds"];
    let names_unit = || parts(field.name).any(|word| UNITS.iter().any(|unit| unit.eq_ignore_ascii_case(word)));
    !schema.is("number") && (names_unit() || field.owner.is_some_and(|owner| has_currency(cx, owner)))
}
