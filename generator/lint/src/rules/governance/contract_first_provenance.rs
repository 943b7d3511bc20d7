use super::support::declared;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{ContractView, Cx, Profile, Rule};
use stipula_diagnostics::Severity::Info;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "contract-first-provenance",
    Info,
    Profile::Platform,
    Hook::Contract(check),
    include_str!("contract_first_provenance.md"),
)
.options(&[OptionSpec::words(
    "marks",
    &["OpenAPI definition", "Generated server url", "Api Documentation", "FastAPI", "Swagger UI"],
    "Titles and server descriptions that frameworks write into what they generate from code.",
)])
.attestable();

fn check(cx: &Cx<'_>, contract: &ContractView<'_>) {
    if contract.is_schema() || is_internal(contract.node) {
        return;
    }
    let own = declared(contract.node, "x-generated-from-code");
    let found = match own {
        Some(value) => Some(value).filter(|value| value.as_bool() != Some(false)),
        None => mark(cx, contract.node),
    };
    if let Some(value) = found {
        let message = "this contract was generated from code, and others build on it";
        let help = "write the contract first and let the code follow; where it was written first, say \
                    `x-generated-from-code: false`";
        cx.report(Finding::at(contract.at().sibling(value), message).help(help));
    }
}

/// True for what only its own team uses, and for what is declared an experiment.
fn is_internal(root: Node<'_>) -> bool {
    let names = |value: Node<'_>, name: &str| {
        value.as_str() == Some(name) || value.len() == 1 && value.items().all(|item| item.as_str() == Some(name))
    };
    declared(root, "x-audience").is_some_and(|audience| names(audience, "team"))
        || declared(root, "x-stability").is_some_and(|stability| names(stability, "experimental"))
}

/// What a framework left in the document.
fn mark<'n>(cx: &Cx<'_>, root: Node<'n>) -> Option<Node<'n>> {
    let title = root.get("info").and_then(|info| info.get("title"));
    let servers = root.get("servers").into_iter().flat_map(Node::items);
    let texts = title.into_iter().chain(servers.filter_map(|server| server.get("description")));
    let marks = cx.words("marks");
    texts.into_iter().find(|text| text.as_str().is_some_and(|text| marks.has(text.trim())))
}
