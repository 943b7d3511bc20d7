use super::support::{Entries, declared, meant, meant_instead, names};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{ContractView, Cx, Profile, Rule};
use stipula_diagnostics::Severity::Warning;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "consumers-listed",
    Warning,
    Profile::Platform,
    Hook::Repository(check),
    include_str!("consumers_listed.md"),
);

fn check(cx: &Cx<'_>) {
    let owners = Entries::owners(cx);
    let known: Vec<&str> = names(cx, "consumers").into_iter().chain(names(cx, "teams")).collect();
    for contract in meant(cx) {
        // A schema is used through an operation or a channel, and channels are asked one by one.
        if !contract.contract.operations.is_empty() && !has_consumers(cx, contract, &owners) {
            let message = format!("nobody is listed who uses `{}`", contract.path);
            let help =
                "list its consumers in owners.yaml or in `x-consumers`; `x-consumers: []` says that there is none yet";
            cx.report(Finding::at(contract.at(), message).help(help));
        }
        let lists = cx.sources.file(contract.contract.file).tree().values_of("x-consumers");
        for item in lists.flat_map(Node::items).filter(|_| !known.is_empty()) {
            let Some(name) = item.as_str().filter(|name| !known.contains(name)) else { continue };
            let message = format!("no consumer is called `{name}` in owners.yaml");
            let help = meant_instead(name, &known).unwrap_or_else(|| format!("declare `{name}` under `consumers`"));
            cx.report(Finding::at(contract.at().sibling(item), message).help(help));
        }
    }
}

/// True if the document says it, or `owners.yaml` does.
fn has_consumers(cx: &Cx<'_>, contract: &ContractView<'_>, owners: &Entries) -> bool {
    let in_owners = || owners.about(&contract.path).is_some_and(|entry| cx.node(entry).get("consumers").is_some());
    declared(contract.node, "x-consumers").is_some() || in_owners()
}
