use super::known_fields::{field, is_spoken_of};
use super::lexicon_money::{is_amount, is_decimal_pattern, is_money_object};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, Stand, Surfaces};
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;

pub(super) const RULE: Rule = Rule::new(
    "money-amount-pattern",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("money_amount_pattern.md"),
)
.on(Surfaces::CANONICAL);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let Some(field) = field(cx, schema).filter(|field| schema.stand == Stand::Property && is_amount(field.name)) else {
        return;
    };
    let value = cx.resolved(schema.id);
    let is_part_of_money = field.owner.is_some_and(|owner| is_money_object(cx, cx.schema(owner)));
    if !is_part_of_money || !value.is("string") || is_spoken_of(cx, schema.id) {
        return;
    }
    let message = match value.text(Kw::Pattern) {
        Some(pattern) if is_decimal_pattern(pattern) => return,
        Some(_) => format!("the pattern of `{}` allows more than a decimal number", field.name),
        None => format!("`{}` may be any text", field.name),
    };
    let finding = Finding::at(field.at, message);
    cx.report(finding.help(r#"add `"pattern": "^-?[0-9]+(\\.[0-9]{1,6})?$"`"#));
}
