use super::lifecycle::error_codes;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Machine, Profile, Rule};
use stipula_diagnostics::Severity::Error;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "guard-failure-unlisted",
    Error,
    Profile::Recommended,
    Hook::Machine(check),
    include_str!("guard_failure_unlisted.md"),
);

fn check(cx: &Cx<'_>, machine: &Machine<'_>) {
    let registry = error_codes(cx);
    for transition in &machine.transitions {
        let listed: Vec<&str> = transition.failures.iter().copied().filter_map(Node::as_str).collect();
        for guard in &transition.guards {
            let Some((value, code)) = guard.failure.and_then(|value| Some((value, value.as_str()?))) else { continue };
            let is_unknown = !registry.is_empty() && !registry.contains_key(code);
            if is_unknown || listed.contains(&code) {
                continue;
            }
            let message =
                format!("`{}` refuses with `{code}`, which `{}` does not list", guard.name, transition.command);
            let finding = Finding::at(machine.at.sibling(value), message);
            cx.report(finding.help(format!("add `{code}` to the `failures` of the transition")));
        }
    }
}
