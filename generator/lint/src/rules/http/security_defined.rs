use super::commands::listed;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{ContractView, Cx, OperationView, Profile, Rule};
use stipula_diagnostics::Severity::Error;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "security-defined",
    Error,
    Profile::Recommended,
    Hook::Contract(check),
    include_str!("security_defined.md"),
);

fn check(cx: &Cx<'_>, contract: &ContractView<'_>) {
    if contract.node.get("security").is_some() {
        return;
    }
    let all: Vec<OperationView<'_>> =
        contract.operations(cx.sources).filter(OperationView::is_called_by_clients).collect();
    let open: Vec<&OperationView<'_>> = all.iter().filter(|own| own.node.get("security").is_none()).collect();
    if !open.is_empty() && open.len() == all.len() {
        let finding = Finding::at(contract.at(), "nothing says how callers are authenticated");
        cx.report(finding.help(help(contract.node)));
        return;
    }
    for operation in open {
        let finding =
            Finding::at(operation.at(), format!("`{}` has no `security`, unlike other operations", operation.name()));
        cx.report(finding.help("name the schemes that it accepts, or write `security: []` if it is open to everybody"));
    }
}

fn help(root: Node<'_>) -> String {
    let schemes = root.get("components").and_then(|components| components.get("securitySchemes"));
    let names: Vec<&str> = schemes.into_iter().flat_map(Node::members).map(|(name, _)| name).collect();
    match names.as_slice() {
        [] => {
            "declare `components.securitySchemes`, one for each kind of caller, and name them in `security`".to_owned()
        }
        _ => format!("{} is declared and never asked for: name it in `security`", listed(&names)),
    }
}
