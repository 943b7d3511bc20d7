use super::support::{Entries, declared, meant, meant_instead, names, promises};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule};
use stipula_diagnostics::Severity::Error;
use stipula_model::{Kind, NodeRef};

pub(super) const RULE: Rule =
    Rule::new("owner-required", Error, Profile::Platform, Hook::Repository(check), include_str!("owner_required.md"));

fn check(cx: &Cx<'_>) {
    let owners = Entries::owners(cx);
    let has_owners = cx.documents(Kind::Owners).next().is_some();
    let mut unowned = promises(cx);
    unowned.retain(|(at, path)| owners.about(path).is_none() && declared(cx.node(*at), "x-owner").is_none());
    match unowned.as_slice() {
        [(at, path), more @ ..] if !has_owners => cx.report(nobody(*at, path, more.len())),
        _ => unowned.iter().for_each(|(at, path)| cx.report(without_owner(*at, path))),
    }
    if has_owners {
        disagreeing(cx, &owners);
    }
}

fn nobody(at: NodeRef, path: &str, more: usize) -> Finding {
    let others = if more == 0 { String::new() } else { format!(" and {more} more") };
    let finding = Finding::at(at, format!("nobody owns `{path}`{others}: there is no owners.yaml"));
    finding.help("write an owners.yaml with the teams, their contacts, and the contracts of each")
}

fn without_owner(at: NodeRef, path: &str) -> Finding {
    let finding = Finding::at(at, format!("nobody owns `{path}`: no entry of owners.yaml matches it"));
    finding.help("add an entry with the path, or a pattern that matches it, and the team")
}

/// `x-owner` in a contract that names an unknown team, or another than `owners.yaml` does.
fn disagreeing(cx: &Cx<'_>, owners: &Entries) {
    let teams = names(cx, "teams");
    for contract in meant(cx) {
        let tree = cx.sources.file(contract.contract.file).tree();
        for value in tree.values_of("x-owner") {
            let Some(name) = value.as_str().filter(|name| !teams.contains(name)) else { continue };
            let finding =
                Finding::at(contract.at().sibling(value), format!("no team is called `{name}` in owners.yaml"));
            let help = meant_instead(name, &teams).unwrap_or_else(|| format!("declare `{name}` under `teams`"));
            cx.report(finding.help(help));
        }
        let own = declared(contract.node, "x-owner").and_then(|value| Some((value, value.as_str()?)));
        let entry = owners.about(&contract.path);
        let team = entry.and_then(|entry| Some((entry, cx.node(entry).get("team")?)));
        let (Some((value, name)), Some((entry, team))) = (own, team) else { continue };
        let other = team.as_str().unwrap_or_default();
        if name != other && teams.contains(&name) {
            let message = format!("`x-owner` is `{name}`, and owners.yaml gives `{}` to `{other}`", contract.path);
            let finding = Finding::at(contract.at().sibling(value), message);
            cx.report(finding.label(entry.sibling(team), "the owner here").help("keep one of the two"));
        }
    }
}
