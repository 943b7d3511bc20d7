use super::support::declared;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{ContractView, Cx, Profile, Rule};
use stipula_diagnostics::Severity::Error;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "deprecation-has-sunset",
    Error,
    Profile::Platform,
    Hook::Contract(check),
    include_str!("deprecation_has_sunset.md"),
);

fn check(cx: &Cx<'_>, contract: &ContractView<'_>) {
    let tree = cx.sources.file(contract.contract.file).tree();
    let deprecated = tree.values_of("deprecated").filter(|value| value.as_bool() == Some(true));
    for value in deprecated {
        let Some(owner) = value.parent().filter(|owner| is_part(cx, contract, *owner)) else { continue };
        let has = |key: &str| says(owner, key) || declared(contract.node, key).is_some();
        let missing = match (has("x-sunset"), has("x-replaced-by")) {
            (true, true) => continue,
            (false, true) => "when it ends",
            (true, false) => "what replaces it",
            (false, false) => "when it ends, nor what replaces it",
        };
        let message = format!("{} is deprecated and does not say {missing}", name(owner));
        let help = "add `x-sunset: <day>` and `x-replaced-by: <what to use>`, or `none` where nothing replaces it";
        cx.report(Finding::at(contract.at().sibling(value), message).help(help));
    }
}

/// True if the thing, or what it is part of, says it.
fn says(owner: Node<'_>, key: &str) -> bool {
    std::iter::successors(Some(owner), |node| node.parent()).any(|node| node.get(key).is_some())
}

/// True for a schema, and for other parts of a contract: not for a value that has such a member.
fn is_part(cx: &Cx<'_>, contract: &ContractView<'_>, owner: Node<'_>) -> bool {
    const DATA: [&str; 6] = ["example", "examples", "value", "default", "const", "enum"];
    let keys = std::iter::successors(Some(owner), |node| node.parent()).filter_map(|node| node.key()?.as_str());
    cx.schema_at(contract.at().sibling(owner)).is_some() || !keys.into_iter().any(|key| DATA.contains(&key))
}

fn name(owner: Node<'_>) -> String {
    let key = || owner.key().and_then(Node::as_str);
    let known = owner.get_str("operationId").or_else(|| owner.get_str("name")).or_else(|| owner.get_str("title"));
    known.or_else(key).map_or_else(|| "this".to_owned(), |name| format!("`{name}`"))
}
