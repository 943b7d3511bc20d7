use super::names::is_repeated;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::words::{lower_camel, parts};
use crate::{Cx, Profile, PropertyView, Rule};
use stipula_diagnostics::Severity::Warning;

pub(super) const RULE: Rule = Rule::new(
    "field-no-abbreviation",
    Warning,
    Profile::Platform,
    Hook::Property(check),
    include_str!("field_no_abbreviation.md"),
)
.options(&[OptionSpec::pairs("abbreviations", ABBREVIATIONS, "Abbreviations, each with the word that it stands for.")]);

const ABBREVIATIONS: &[(&str, &str)] = &[
    ("acct", "account"),
    ("addr", "address"),
    ("amt", "amount"),
    ("attr", "attribute"),
    ("attrs", "attributes"),
    ("bal", "balance"),
    ("ccy", "currency"),
    ("cfg", "configuration"),
    ("cmnt", "comment"),
    ("cnt", "count"),
    ("ctry", "country"),
    ("cust", "customer"),
    ("dept", "department"),
    ("desc", "description"),
    ("descr", "description"),
    ("dest", "destination"),
    ("dlv", "delivery"),
    ("dob", "birthDate"),
    ("dt", "date"),
    ("dur", "duration"),
    ("eff", "effective"),
    ("emp", "employee"),
    ("err", "error"),
    ("fname", "firstName"),
    ("freq", "frequency"),
    ("grp", "group"),
    ("itm", "item"),
    ("lname", "lastName"),
    ("lvl", "level"),
    ("mgr", "manager"),
    ("mkt", "market"),
    ("mnth", "month"),
    ("msg", "message"),
    ("msgs", "messages"),
    ("mth", "month"),
    ("nbr", "number"),
    ("nm", "name"),
    ("nr", "number"),
    ("num", "number"),
    ("oppty", "opportunity"),
    ("pct", "percent"),
    ("pmt", "payment"),
    ("prc", "price"),
    ("prd", "product"),
    ("prev", "previous"),
    ("pwd", "password"),
    ("qte", "quote"),
    ("qty", "quantity"),
    ("resp", "response"),
    ("src", "source"),
    ("sts", "status"),
    ("svc", "service"),
    ("tmp", "temporary"),
    ("tot", "total"),
    ("tx", "transaction"),
    ("txn", "transaction"),
    ("txt", "text"),
    ("typ", "type"),
    ("upd", "updated"),
    ("usr", "user"),
    ("val", "value"),
    ("vals", "values"),
    ("ver", "version"),
    ("wk", "week"),
    ("yr", "year"),
];

fn check(cx: &Cx<'_>, property: &PropertyView<'_>) {
    let abbreviations = cx.pairs("abbreviations");
    let meaning =
        |word: &str| abbreviations.iter().find(|(short, _)| short.eq_ignore_ascii_case(word)).map(|(_, long)| long);
    let Some(short) = parts(property.name).find(|word| meaning(word).is_some()) else { return };
    if is_repeated(cx, property.owner) {
        return;
    }
    let long: Vec<&str> = parts(property.name).map(|word| meaning(word).map_or(word, String::as_str)).collect();
    let message = format!("`{}` abbreviates `{}`", property.name, meaning(short).map_or("", String::as_str));
    let finding = Finding::at(property.key_at, message);
    cx.report(finding.help(format!("write it out: `{}`", lower_camel(&long.join("-")))));
}
