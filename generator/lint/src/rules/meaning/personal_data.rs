//! Names and marks of data that not everybody may see.

use crate::options::{OptionSpec, Words};
use crate::{Cx, SchemaView, Stand, words};
use stipula_source::Node;

/// The key that says how sensitive a value is.
pub(super) const SENSITIVITY: &str = "x-sensitivity";

/// What it can say, the least first.
pub(super) const LEVELS: [&str; 6] = ["public", "internal", "confidential", "pii", "restricted", "secret"];

/// The option for names of personal data.
pub(super) const NAMES: OptionSpec =
    OptionSpec::words("names", &PERSONAL, "Names of personal data, in words; what ends in one counts.");

/// The option for the levels that need care.
pub(super) const CAREFUL: OptionSpec = OptionSpec::words(
    "levels",
    &["confidential", "pii", "restricted", "secret"],
    "The values of `x-sensitivity` that need care.",
);

const PERSONAL: [&str; 56] = [
    "email",
    "e mail",
    "email address",
    "mail address",
    "phone",
    "phone number",
    "telephone",
    "telephone number",
    "mobile",
    "mobile number",
    "fax number",
    "first name",
    "last name",
    "middle name",
    "given name",
    "family name",
    "surname",
    "full name",
    "maiden name",
    "person name",
    "contact name",
    "customer name",
    "signatory name",
    "signer name",
    "birth date",
    "date of birth",
    "birthday",
    "place of birth",
    "gender",
    "nationality",
    "marital status",
    "ethnicity",
    "religion",
    "ssn",
    "social security number",
    "national id",
    "passport number",
    "driver license number",
    "tax number",
    "iban",
    "bank account number",
    "card number",
    "cvv",
    "postal address",
    "home address",
    "street address",
    "mailing address",
    "billing address",
    "shipping address",
    "delivery address",
    "ip address",
    "password",
    "passphrase",
    "salary",
    "credit card",
    "health insurance number",
];

/// True if a name ends in one of these, in the singular or the plural.
pub(super) fn is_personal(names: &Words, name: &str) -> bool {
    let own = words::words(name).join(" ");
    let ends = |own: &str, end: &str| own.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
    let one = own.strip_suffix("es").or(own.strip_suffix('s')).unwrap_or(&own);
    let one_s = own.strip_suffix('s').unwrap_or(&own);
    names.iter().any(|end| ends(&own, end) || ends(one, end) || ends(one_s, end))
}

/// What a schema is marked with: itself, by what it refers to, or by an object or a list around it.
pub(super) fn mark<'s>(cx: &'s Cx<'_>, schema: &'s SchemaView<'_>) -> Option<Node<'s>> {
    let own = |view: &'s SchemaView<'_>| -> Option<Node<'s>> {
        view.node.get(SENSITIVITY).or_else(|| cx.resolved(view.id).node.get(SENSITIVITY))
    };
    own(schema).or_else(|| around(cx, schema).find_map(|view| view.node.get(SENSITIVITY)))
}

/// What a schema stands in, from the inside out.
pub(super) fn around<'s>(cx: &'s Cx<'_>, schema: &SchemaView<'_>) -> impl Iterator<Item = &'s SchemaView<'s>> {
    std::iter::successors(schema.parent, |id| cx.schema(*id).parent).map(|id| -> &SchemaView<'_> { cx.schema(id) })
}

/// True inside a condition: what follows from a value is said there, not what the value is.
pub(super) fn is_conditional(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    schema.is_fragment
        && (schema.stand == Stand::Condition || around(cx, schema).any(|view| view.stand == Stand::Condition))
}

/// Numbers, flags and lists of choices hold no names and addresses.
pub(super) fn may_hold_text(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    let resolved = cx.resolved(schema.id);
    let is_other = ["boolean", "integer", "number", "null"].iter().any(|other| resolved.is_only(other));
    !is_other && resolved.values().is_empty()
}
