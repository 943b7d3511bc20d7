use super::support::meant_instead;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule};
use stipula_diagnostics::Severity::Warning;
use stipula_model::Kind;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "owner-resolvable",
    Warning,
    Profile::Platform,
    Hook::Repository(check),
    include_str!("owner_resolvable.md"),
);

fn check(cx: &Cx<'_>) {
    let Some(known) = &cx.evidence.teams else { return };
    for (at, root, _) in cx.documents(Kind::Owners) {
        for (key, _) in root.get("teams").into_iter().flat_map(Node::entries) {
            let name = key.as_str().unwrap_or_default();
            // `@org/team`, `group:default/team`
            let own = name.rsplit('/').next().unwrap_or(name).trim_start_matches('@');
            if !known.contains(own) && !name.starts_with("x-") {
                let finding = Finding::at(at.sibling(key), format!("the organization has no team `{name}`"));
                let names: Vec<&str> = known.iter().map(String::as_str).collect();
                let help = meant_instead(own, &names);
                cx.report(
                    finding.help(help.unwrap_or_else(|| "use the name that the catalog of teams has".to_owned())),
                );
            }
        }
    }
}
