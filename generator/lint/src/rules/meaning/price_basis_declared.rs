use super::known_fields::{is_spoken_of, metadata, siblings};
use super::lexicon_money::is_money_object;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::words::parts;
use crate::{Cx, Profile, PropertyView, Rule, SchemaView, Surfaces};
use stipula_diagnostics::Severity::Warning;
use stipula_model::Kw;

pub(super) const RULE: Rule = Rule::new(
    "price-basis-declared",
    Warning,
    Profile::Platform,
    Hook::Property(check),
    include_str!("price_basis_declared.md"),
)
.on(Surfaces::RESPONSE.and(Surfaces::EVENT).and(Surfaces::SNAPSHOT))
.options(&[
    OptionSpec::words("components", COMPONENTS, "Fields beside an amount that say what it is, tax included."),
    OptionSpec::words("periods", PERIODS, "Fields beside an amount that say for which period it is due."),
])
.cedes_to(&["money-uses-canonical"]);

const COMPONENTS: &[&str] = &["componentType", "priceType", "chargeType", "taxBasis", "taxIncluded"];
const PERIODS: &[&str] = &["calculationBasis", "billingPeriod", "chargePeriod", "recurringChargePeriod", "recurrence"];

fn check(cx: &Cx<'_>, property: &PropertyView<'_>) {
    let value = amount(cx, property.resolved);
    if !is_money_object(cx, value) || is_spoken_of(cx, property.owner.id) {
        return;
    }
    let semantics = metadata(property, "x-semantics");
    let says = |key: &str| semantics.is_some_and(|it| it.get(key).is_some());
    let siblings = siblings(cx, property.owner.id);
    let has = |list: &str| siblings.iter().any(|sibling| cx.words(list).has(sibling.name));
    let says_tax = says("tax") || has("components") || names_tax_basis(property.name);
    let missing = match (says_tax, says("period") || has("periods")) {
        (true, true) => return,
        (false, true) => "whether tax is in it",
        (true, false) => "for which period it is due",
        (false, false) => "whether tax is in it, nor for which period it is due",
    };
    let finding = Finding::at(property.key_at, format!("`{}` does not say {missing}", property.name));
    cx.report(finding.help("add `x-semantics: {kind: …, tax: exclusive, period: one-time}` beside its `$ref`"));
}

/// True for `taxIncludedAmount` and `priceExclTax`.
fn names_tax_basis(name: &str) -> bool {
    const BASES: [&str; 8] =
        ["excl", "excluded", "excluding", "exclusive", "incl", "included", "including", "inclusive"];
    let has = |wanted: &[&str]| parts(name).any(|word| wanted.iter().any(|it| it.eq_ignore_ascii_case(word)));
    has(&["tax", "vat"]) && has(&BASES)
}

/// The schema of one amount: a list of amounts is judged by its items.
fn amount<'c>(cx: &'c Cx<'_>, schema: &'c SchemaView<'_>) -> &'c SchemaView<'c> {
    let item = if schema.is("array") { schema.child(cx, Kw::Items) } else { None };
    item.map_or(schema, |id| cx.resolved(id))
}
