use super::always_there::is_required;
use super::part_roles::{TOLD, is_decision};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "approval-decision-complete",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("approval_decision_complete.md"),
)
.on(TOLD)
.options(&[
    OptionSpec::words(
        "actors",
        &["actor", "decidedBy", "approver", "approvedBy"],
        "The properties that say who decided.",
    ),
    OptionSpec::words("times", &["decidedAt", "approvedAt"], "The properties that say when it was decided."),
]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if !is_decision(cx, schema) {
        return;
    }
    let lacks = |option: &str| {
        let names = cx.words(option);
        !is_required(cx, schema.id, &|name| names.has(name))
    };
    let what = match (lacks("actors"), lacks("times")) {
        (false, false) => return,
        (true, false) => "who decided",
        (false, true) => "when it was decided",
        (true, true) => "who decided and when",
    };
    let finding = Finding::at(schema.at, format!("this decision need not say {what}"));
    cx.report(finding.help("require `actor` (an actor reference) and `decidedAt` (a date-time)"));
}
