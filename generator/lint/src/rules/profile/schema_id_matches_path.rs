use super::support;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{ContractView, Cx, Profile, Rule};
use stipula_diagnostics::Severity::Error;
use stipula_model::Draft;

pub(super) const RULE: Rule = Rule::new(
    "schema-id-matches-path",
    Error,
    Profile::Platform,
    Hook::Contract(check),
    include_str!("schema_id_matches_path.md"),
);

fn check(cx: &Cx<'_>, contract: &ContractView<'_>) {
    let keyword = Draft::of_root(contract.node).id_keyword().filter(|_| contract.is_schema());
    let Some(value) = keyword.and_then(|keyword| contract.node.get(keyword)) else { return };
    let Some(id) = value.as_str().filter(|id| id.contains("://")) else { return };
    let at = contract.at().sibling(value);
    let Some(own) = support::own_uri(cx, contract) else {
        if stem(id) != stem(&contract.path) {
            let message = format!("`{id}` is the identifier of a file with the name `{}`", contract.file_name());
            cx.report(
                Finding::at(at, message).help("let the identifier end in the name of the file, or rename the file"),
            );
        }
        return;
    };
    // What lives under another URI is a copy of somebody else's schema and keeps the name that it has there.
    let base = own.strip_suffix(&contract.path).unwrap_or(&own);
    if id.starts_with(base) && id != own {
        let message = format!("this file is `{}`, and its identifier says `{}`", contract.path, &id[base.len()..]);
        let help = format!("write `{own}`, or move the file; then change what refers to the old identifier");
        cx.report(Finding::at(at, message).help(help));
    }
}

/// The name of a file without what only says how it is written.
fn stem(path: &str) -> &str {
    let name = path.trim_end_matches('#').rsplit('/').next().unwrap_or_default();
    let name = [".json", ".yaml", ".yml"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    name.strip_suffix(".schema").unwrap_or(name)
}
