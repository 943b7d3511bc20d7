use super::support::{Entries, promises};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule};
use stipula_diagnostics::Severity::Error;
use stipula_model::Kind;

pub(super) const RULE: Rule = Rule::new(
    "compat-policy-declared",
    Error,
    Profile::Platform,
    Hook::Repository(check),
    include_str!("compat_policy_declared.md"),
)
.in_repositories();

fn check(cx: &Cx<'_>) {
    let policies = Entries::policies(cx);
    let mut open = promises(cx);
    open.retain(|(_, path)| policies.about(path).is_none());
    let has_policies = cx.documents(Kind::Compatibility).next().is_some();
    for (at, path) in open.iter().take(if has_policies { usize::MAX } else { 1 }) {
        let why = if has_policies { "no policy names it" } else { "there is no compatibility policy at all" };
        let finding = Finding::at(*at, format!("nobody promised what may change in `{path}`: {why}"));
        cx.report(finding.help("add a policy that matches the path, with a mode, the supported versions and a window"));
    }
}
