use crate::finding::Finding;
use crate::rule::Hook;
use crate::{ContractView, Cx, OptionSpec, Profile, Rule, fix};
use serde_json::json;
use stipula_diagnostics::Fix;
use stipula_diagnostics::Severity::Error;
use stipula_model::Draft;
use stipula_source::Node;

const DIALECTS: &[&str] = &["2020-12", "2019-09", "draft-07", "draft-06", "draft-04"];

pub(super) const RULE: Rule = Rule::new(
    "schema-dialect-declared",
    Error,
    Profile::Recommended,
    Hook::Contract(check),
    include_str!("schema_dialect_declared.md"),
)
.options(&[OptionSpec::words("dialects", DIALECTS, "The dialects that schemas may be written in.")]);

fn check(cx: &Cx<'_>, contract: &ContractView<'_>) {
    if !contract.is_schema() {
        return;
    }
    let allowed = cx.words("dialects");
    let Some(declared) = contract.node.get("$schema") else {
        let finding = Finding::at(contract.at(), "this schema does not say in which dialect it is written");
        let help = "add `\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"`";
        return cx.report(finding.help(help).fix(declare(cx, contract)));
    };
    // A URI that is none of the known ones is a meta-schema of their own, which says its dialect itself.
    let draft = declared.as_str().and_then(Draft::of_uri);
    if let Some(draft) = draft.filter(|draft| !allowed.has(draft.name())) {
        let at = contract.at().sibling(declared);
        let others: Vec<&str> = allowed.iter().collect();
        let message = format!("this schema is written in {}, which is not a dialect of this repository", draft.name());
        cx.report(Finding::at(at, message).help(format!("write it in {}", others.join(" or "))));
    }
}

/// Declares 2020-12, unless something in the file is of an older draft.
fn declare(cx: &Cx<'_>, contract: &ContractView<'_>) -> Option<Fix> {
    let value = json!(Draft::Draft202012.uri());
    let edit = || fix::add_member(cx.sources, contract.at(), None, ("$schema", &value));
    fix::one("declare 2020-12", if is_older(contract.node) { None } else { edit() })
}

fn is_older(root: Node<'_>) -> bool {
    let any = |key: &str, is: &dyn Fn(Node<'_>) -> bool| root.tree().values_of(key).any(is);
    let is_flag = |value: Node<'_>| value.as_bool().is_some();
    root.get_str("id").is_some()
        || root.get("definitions").is_some()
        || ["dependencies", "additionalItems", "$recursiveRef", "$recursiveAnchor"]
            .iter()
            .any(|key| any(key, &|_| true))
        || ["nullable", "exclusiveMinimum", "exclusiveMaximum"].iter().any(|key| any(key, &is_flag))
        || root.tree().values_of("items").any(Node::is_array)
}
