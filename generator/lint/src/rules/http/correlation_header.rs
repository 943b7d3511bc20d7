use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{ContractView, Cx, OperationView, Profile, Rule};
use stipula_diagnostics::Severity::Error;
use stipula_model::{ParameterIn, Response};

pub(super) const RULE: Rule = Rule::new(
    "correlation-header",
    Error,
    Profile::Platform,
    Hook::Contract(check),
    include_str!("correlation_header.md"),
)
.options(&[OptionSpec::words(
    "headers",
    &["Correlation-Id"],
    "Headers that carry the correlation id; any of them counts.",
)]);

fn check(cx: &Cx<'_>, contract: &ContractView<'_>) {
    let all: Vec<OperationView<'_>> =
        contract.operations(cx.sources).filter(OperationView::is_called_by_clients).collect();
    let name = cx.words("headers").iter().next().unwrap_or_default();
    if !all.is_empty()
        && !all.iter().any(|own| takes(cx, own) || own.operation.responses.iter().any(|one| returns(cx, one)))
    {
        let finding = Finding::at(contract.at(), format!("no operation takes or returns `{name}`"));
        cx.report(finding.help(help(name)));
        return;
    }
    for operation in &all {
        if !takes(cx, operation) {
            let finding = Finding::at(operation.at(), format!("`{}` does not take `{name}`", operation.name()));
            cx.report(finding.help(format!("add the header parameter `{name}`")));
        }
        // A response that several operations share is the same finding each time, and reported once.
        for response in operation.operation.responses.iter().filter(|response| !returns(cx, response)) {
            let finding = Finding::at(response.at, format!("this response does not return `{name}`"));
            cx.report(finding.help(format!("add the response header `{name}`")));
        }
    }
}

fn help(name: &str) -> String {
    format!("add the header parameter `{name}` to every operation and the header `{name}` to every response")
}

fn takes(cx: &Cx<'_>, operation: &OperationView<'_>) -> bool {
    let is_it = |name: &str| cx.words("headers").iter().any(|own| own.eq_ignore_ascii_case(name));
    operation.operation.parameters.iter().any(|own| own.location == ParameterIn::Header && is_it(&own.name))
}

fn returns(cx: &Cx<'_>, response: &Response) -> bool {
    let is_it = |name: &str| cx.words("headers").iter().any(|own| own.eq_ignore_ascii_case(name));
    response.headers.iter().any(|header| is_it(&header.name))
}
