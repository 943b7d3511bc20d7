use super::known_fields::{Field, field, is_spoken_of, last_word, owner_name, siblings};
use super::lexicon_money::{is_amount, is_decimal_pattern, is_decimal_text};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::words::parts;
use crate::{Cx, Profile, Rule, SchemaView};
use stipula_diagnostics::Severity::Warning;
use stipula_model::{Kw, SchemaId};

pub(super) const RULE: Rule = Rule::new(
    "quantity-unit-explicit",
    Warning,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("quantity_unit_explicit.md"),
)
.options(&[
    OptionSpec::words(
        "counted",
        &["quantity", "qty"],
        "Last words of names of what is counted in pieces if it is an integer.",
    ),
    OptionSpec::words("measured", MEASURED, "Last words of names of what is measured and always has a unit."),
    OptionSpec::words("plain", PLAIN, "Words before those that say what is counted: `pageSize` needs no unit."),
]);

const MEASURED: &[&str] = &[
    "area",
    "bandwidth",
    "capacity",
    "consumption",
    "distance",
    "duration",
    "height",
    "latency",
    "length",
    "lifetime",
    "memory",
    "size",
    "speed",
    "storage",
    "throughput",
    "timeout",
    "ttl",
    "volume",
    "weight",
    "width",
];
const PLAIN: &[&str] =
    &["array", "batch", "chunk", "fleet", "group", "list", "page", "party", "pool", "sample", "set", "team"];

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let is_number = schema.is("number") || schema.is("integer");
    if !is_number && !is_decimal_text(schema) {
        return;
    }
    let Some(field) = field(cx, schema).filter(|field| !field.is_parameter) else { return };
    if !is_quantity(cx, schema, field)
        || schema.node.get("x-unit").is_some()
        || field.owner.is_some_and(|it| has_unit(cx, it))
    {
        return;
    }
    if !is_spoken_of(cx, schema.id) {
        let finding = Finding::at(field.at, format!("`{}` is a quantity without a unit", field.name));
        cx.report(finding.help(
            "count pieces with an integer from 1, otherwise use an object of `value` and `unit`, or say `x-unit`",
        ));
    }
}

fn is_quantity(cx: &Cx<'_>, schema: &SchemaView<'_>, field: Field<'_>) -> bool {
    let is_number = schema.is("number") || schema.is("integer");
    let is_named = |name: &str| {
        let last = last_word(name);
        let is_measured = || {
            let is_decimal = is_number || schema.text(Kw::Pattern).is_some_and(is_decimal_pattern);
            is_decimal && cx.words("measured").has_in_any_case(last)
        };
        (cx.words("counted").has_in_any_case(last) && !schema.is_only("integer") || is_measured())
            && !parts(name).any(|word| cx.words("plain").has_in_any_case(word))
    };
    let of_quantity = |owner: SchemaId| owner_name(cx, owner).is_some_and(is_named);
    is_named(field.name) || is_amount(field.name) && field.owner.is_some_and(of_quantity)
}

fn has_unit(cx: &Cx<'_>, owner: SchemaId) -> bool {
    let is_unit = |name: &str| {
        let last = last_word(name);
        ["unit", "units", "measure", "uom"].iter().any(|word| word.eq_ignore_ascii_case(last))
    };
    siblings(cx, owner).iter().any(|sibling| is_unit(sibling.name))
}
