use crate::finding::Finding;
use crate::rule::Hook;
use crate::{ContractView, Cx, OperationView, Profile, Rule};
use stipula_diagnostics::Severity::Error;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "api-version-located",
    Error,
    Profile::Platform,
    Hook::Contract(check),
    include_str!("api_version_located.md"),
);

fn check(cx: &Cx<'_>, contract: &ContractView<'_>) {
    let is_served = contract.operations(cx.sources).any(|operation| operation.is_called_by_clients());
    if !contract.is_openapi() || !is_served {
        return;
    }
    let majors = majors(cx, contract);
    let version = contract.node.get("info").and_then(|info| info.get("version"));
    if let Some(node) = version {
        let (at, text) = (contract.at().sibling(node), node.as_str().or(node.as_number()).unwrap_or_default());
        match semver_major(text) {
            None => {
                let finding = Finding::at(at, format!("`{text}` is no semantic version"));
                cx.report(finding.help("write it as `1.4.0`: major, minor and patch (semver.org)"));
            }
            // Before 1.0.0 nothing is promised, and the address may run ahead.
            Some(own) if own > 0 && !majors.is_empty() && !majors.contains(&own) => {
                let finding = Finding::at(at, format!("the version is {text} and the addresses say v{}", majors[0]));
                cx.report(finding.help("a new major version has a new address; within one the first number stays"));
            }
            Some(_) => {}
        }
    }
    if majors.is_empty() {
        let servers = contract.node.get("servers").map_or(contract.at(), |servers| contract.at().sibling(servers));
        let finding = Finding::at(servers, "no address and no media type says which major version is called");
        cx.report(finding.help("end the server URLs in `/v1`, or begin all paths with it"));
    }
}

/// The major versions that servers, all paths or all media types name.
fn majors(cx: &Cx<'_>, contract: &ContractView<'_>) -> Vec<u64> {
    let servers = contract.node.get("servers").into_iter().flat_map(Node::items);
    let mut majors: Vec<u64> = servers.filter_map(|server| major_in(&url(server))).collect();
    let called: Vec<_> = contract.operations(cx.sources).filter(OperationView::is_called_by_clients).collect();
    let paths: Vec<Option<u64>> = called.iter().map(|own| major_in(own.path())).collect();
    if paths.iter().all(Option::is_some) {
        majors.extend(paths.into_iter().flatten());
    }
    let answers = called.iter().flat_map(OperationView::successes).flat_map(|response| &response.content);
    let media: Vec<Option<u64>> = answers.map(|media| major_in(&media.name)).collect();
    if media.iter().all(Option::is_some) {
        majors.extend(media.into_iter().flatten());
    }
    majors
}

/// The URL of a server with the defaults of its variables.
fn url(server: Node<'_>) -> String {
    let mut url = server.get_str("url").unwrap_or_default().to_owned();
    for (name, variable) in server.get("variables").into_iter().flat_map(Node::members) {
        url = url.replace(&format!("{{{name}}}"), variable.get_str("default").unwrap_or_default());
    }
    url
}

/// The major in a URL, a path or a media type: `v1` between separators, or `version=1`.
fn major_in(text: &str) -> Option<u64> {
    text.split(['/', '.', '+', ';', ' ']).find_map(|part| {
        let digits = part.strip_prefix("version=").or_else(|| part.strip_prefix("v="));
        digits.or_else(|| part.strip_prefix('v'))?.parse().ok()
    })
}

/// The first number of `major.minor.patch`, perhaps with what follows `-` or `+`.
fn semver_major(text: &str) -> Option<u64> {
    let core = text.split(['-', '+']).next()?;
    let is_number =
        |part: &&str| part.bytes().all(|b| b.is_ascii_digit()) && (part.len() == 1 || !part.starts_with('0'));
    let parts: Vec<&str> = core.split('.').filter(is_number).collect();
    if parts.len() == 3 && core.split('.').count() == 3 { parts[0].parse().ok() } else { None }
}
