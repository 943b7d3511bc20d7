use super::support;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{ContractView, Cx, Profile, Rule, fix};
use serde_json::json;
use stipula_diagnostics::Severity::Error;
use stipula_model::Draft;

pub(super) const RULE: Rule = Rule::new(
    "schema-id-absolute",
    Error,
    Profile::Platform,
    Hook::Contract(check),
    include_str!("schema_id_absolute.md"),
);

fn check(cx: &Cx<'_>, contract: &ContractView<'_>) {
    let Some(keyword) = Draft::of_root(contract.node).id_keyword().filter(|_| contract.is_schema()) else { return };
    let own = support::own_uri(cx, contract);
    let wanted = || own.as_deref().unwrap_or("https://contracts.example.com/canonical/money.schema.json");
    let Some(value) = contract.node.get(keyword) else {
        let title = format!("add `{keyword}`");
        let member = |uri: &String| fix::add_member(cx.sources, contract.at(), Some("$schema"), (keyword, &json!(uri)));
        let finding = Finding::at(contract.at(), format!("this schema has no `{keyword}`"))
            .help(format!("add one: `{}`", wanted()))
            .fix(fix::one(title, own.as_ref().and_then(member)));
        return cx.report(finding);
    };
    let Some(id) = value.as_str().filter(|id| !support::has_scheme(id)) else { return };
    let at = contract.at().sibling(value);
    let is_own_name = id.strip_prefix("./").unwrap_or(id) == contract.file_name();
    let edit = |uri: &String| fix::replace(cx.sources, at, &json!(uri));
    let finding =
        Finding::at(at, format!("the identifier `{id}` is relative: it depends on where the file is read from"))
            .help(format!("write the whole URI, such as `{}`", wanted()))
            .fix(fix::one("write the whole URI", own.as_ref().filter(|_| is_own_name).and_then(edit)));
    cx.report(finding);
}
